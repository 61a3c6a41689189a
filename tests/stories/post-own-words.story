The chair puts a lead to the forum in her own words. The client's name, the exact sum and a channel that nobody set up are
refused, and nothing leaves; the second try goes out, and until it has left it can be taken back.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-03 10:00 +0000

-- config --
[channels.forum]
address = "work@forum.example"

[deliver]
delay = 120

-- mail --
From: Jo Ruiz <jo@harbourprint.example>
To: enquiries@weave.example
Subject: Web shop for Harbour Print

We want a web shop with 400 products. Our budget is 12,500 pounds and it should open in May.

Jo Ruiz
Harbour Print

-- leaves for jo@harbourprint.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!post forum
Who would like to do this with Lantern? Jo Ruiz is nice to work with.

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!post forum
A shop with 400 products, they have £12.5k for it.

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent

...
members would read the exact sum ("£12.5k")
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!post slack
Who is free?

-- leaves for ada@oaktree.example --

...
there is no channel "slack"; this desk has: list, forum
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!post forum
A shop with 400 products. Who has done one lately and would share what it took?

-- nothing leaves for work@forum.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!undo

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- order: ada@oaktree.example --
E-1 !post forum Who has done a large web shop lately?

-- leaves for ada@oaktree.example --

-- later: 2026-03-03 10:30 +0000 --
-- leaves for work@forum.example --
Subject: opportunity: web shop [E-1]

Who has done a large web shop lately?

Needed: web shop
...

-- reply --
From: Kim Sol <kim@elsewhere.example>
To-The-Last-Mail-For: work@forum.example
Client: apple-en

We did, and would tell.

-- leaves for ada@oaktree.example --

...
| We did, and would tell.
...
