On the first working day of a quarter the coordinator reads the quarter in figures. An opportunity that nobody shared,
recorded, answered or declined within five working days counts as lost because nobody decided, although Ada had claimed it.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-12-31
now      2026-03-16 10:00 +0000

-- config --
[reports]
on = true

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop for Ruiz Plants

We are looking for a co-op that builds us a web shop in WordPress. Our budget is 20,000 pounds, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!claim

-- leaves for ada@oaktree.example --

-- sleep until: 2026-04-01 10:00 +0100 --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --
Subject: Weave: the coordinator's week*

...
-- leaves for ada@oaktree.example --
Subject: Weave: the enquiries of the quarter

...
Lost because nobody decided: 1 of 1 leads
 * E-1: no person answered within ten working days
...
