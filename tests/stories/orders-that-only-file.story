A note, a corrected category, spam and not spam, why, status, help: none of them writes to the client.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-03 10:00 +0000

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!is tender
!note They have done this before, in 2024.

-- then --
E-1 is acknowledged, tender

-- leaves for ada@oaktree.example --
Subject: [E-1] 2 done

-- order: ada@oaktree.example --
E-1 !spam

-- then --
E-1 is spam, waiting on nobody

-- may leave for ada@oaktree.example --

-- order: ada@oaktree.example --
E-1 !notspam

-- then --
E-1 is acknowledged, tender

-- may leave for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
To-The-Last-Mail-For: ada@oaktree.example
Client: outlook-en

!why

-- leaves for ada@oaktree.example --

...
budget
...

-- may leave for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: outlook-en

!status

-- leaves for ada@oaktree.example --

...
E-1
...

-- may leave for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: outlook-en

!help

-- leaves for ada@oaktree.example --

...
decline
...

-- may leave for ada@oaktree.example --
-- nothing leaves for jo@shop.example --
