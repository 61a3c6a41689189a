Ana says what two mails are that the rules did not know. On Monday Lu, who keeps the rules, sees both without the names in them, accepts
one, says of the other that it is something else again, and asks once more: nothing waits now.

-- network --
name     FIT
domain   fit.example
speaks   en, es
chair    Ana Paz, Camba  ana@camba.example  2026-03-01 to 2026-05-31
member   Lu Gil, Fiqus  lu@fiqus.example  role maintainer
now      2026-03-05 10:00 -0300

-- config --
[rules]
on = true

-- mail --
From: Bo Hill <bo@hills.example>
To: enquiries@fit.example
Subject: Zorbing

Would you come to a zorbing evening with Winifred in 2027?

-- leaves for bo@hills.example --
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --

-- reply --
From: Ana Paz <ana@camba.example>
Answers: the card
Client: gmail-en

!is talk

-- leaves for ana@camba.example --

...
It is filed as: invitation to speak
...

-- mail --
From: Mo Moor <mo@mounds.example>
To: enquiries@fit.example
Subject: Kites

We have kites, many kites, and a hill above the town.

-- leaves for mo@mounds.example --
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --

-- reply --
From: Ana Paz <ana@camba.example>
Answers: the card
Client: gmail-en

!is other

-- leaves for ana@camba.example --

-- order: ana@camba.example --
E-1 !close

-- leaves for ana@camba.example --

-- order: ana@camba.example --
E-2 !close

-- leaves for ana@camba.example --

-- later: 2026-03-09 12:00 -0300 --
-- leaves for lu@fiqus.example --
Subject: FIT: corrections that wait for a word

...
(1) enquiries · talk · E-1
| Zorbing
| Would you come to a zorbing evening with Robin in 1111?
...
(2) enquiries · other · E-2
...

-- reply --
From: Lu Gil <lu@fiqus.example>
Client: gmail-en

accept 1
accept 2 as promotion
reject 7

-- leaves for lu@fiqus.example --
Subject: 1 problem, nothing was sent

...
Correction 1 is a letter that the word model learns from; no phrase of the rule talk wins it yet.
...
Correction 2 is a letter that the word model learns from; no phrase of the rule promotion wins it yet.
...
No correction 7 waits.
...

-- mail --
From: Lu Gil <lu@fiqus.example>
To: rules@fit.example
Subject: and now?

pending

-- leaves for lu@fiqus.example --

...
No correction waits.
...
