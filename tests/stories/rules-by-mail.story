A mail about a zorbing evening is not known to the rules. Lu, who keeps them, mails a rule file. A slip in it is told with its line.
The right file is tried on the kept mails: Lu sees which would be filed differently. The word activate wants a fresh confirmation, since
it concerns everybody; then the next such mail is filed by the new rule. A member who does not keep the rules changes nothing.

-- network --
name     FIT
domain   fit.example
speaks   en, es
chair    Ana Paz, Camba  ana@camba.example  2026-03-01 to 2026-05-31
member   Lu Gil, Fiqus  lu@fiqus.example  role maintainer
member   Sol Rey, Gcoop  sol@gcoop.example
now      2026-03-03 10:00 -0300

-- mail --
From: Bo Hill <bo@hills.example>
To: enquiries@fit.example
Subject: Zorbing

Would you come to a zorbing evening with us?

-- then --
E-1 is acknowledged, unsure

-- leaves for bo@hills.example --
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --

-- mail --
From: Lu Gil <lu@fiqus.example>
To: rules@fit.example
Subject: Zorbing is a talk

rules/enquiries/talk.yaml
rule: talk
about: Somebody invites us to speak.
stong:
  en: [zorbing evening]
examples:
  should match:
    - Would you come to a zorbing evening?

-- leaves for lu@fiqus.example --
Subject: FIT: mistakes in the rules

...
rules/enquiries/talk.yaml 3: "stong" is not a word that a rule may use
...
Did you mean "strong"?
...

-- mail --
From: Sol Rey <sol@gcoop.example>
To: rules@fit.example
Subject: Mine are better

rules/enquiries/talk.yaml
rule: talk
strong:
  en: [zorbing evening]
examples:
  should match:
    - Would you come to a zorbing evening?

-- leaves for sol@gcoop.example --

...
Only those who keep the rules
...

-- mail --
From: Lu Gil <lu@fiqus.example>
To: rules@fit.example
Subject: Zorbing is a talk

rules/enquiries/talk.yaml
rule: talk
about: Somebody invites us to speak.
strong:
  en: [zorbing evening]
examples:
  should match:
    - Would you come to a zorbing evening?

-- leaves for lu@fiqus.example --
Subject: FIT: rules that you propose

...
Files: enquiries/talk.yaml
...
1 of them would be filed differently:
...
unsure → talk: 1
...
E-1 · unsure → talk · Zorbing
...
letters to the desk that the word model had not seen (cross-validation)
...
activate
...

-- reply --
From: Lu Gil <lu@fiqus.example>
Client: gmail-en

!activate

-- leaves for lu@fiqus.example --
Subject: FIT: a word that wants your confirmation

...
so it wants a fresh confirmation
...
!activate
...

-- reply --
From: Lu Gil <lu@fiqus.example>
Client: gmail-en

yes

-- leaves for lu@fiqus.example --

...
The rules are in force within a moment: enquiries/talk.yaml
...

-- mail --
From: Mo Hill <mo@mounds.example>
To: enquiries@fit.example
Subject: Hills

Would you come to a zorbing evening with us? We have a hill.

-- then --
E-2 is acknowledged, talk, because it says "zorbing evening"

-- leaves for mo@mounds.example --
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --

-- reply --
From: Lu Gil <lu@fiqus.example>
To-The-Last-Mail-For: lu@fiqus.example
Client: gmail-en

!activate

-- leaves for lu@fiqus.example --

...
No rules wait for this word here
...
