The chair claims a case and does nothing. The owner is reminded when the first answer is due, at most once a working
day and three times at most.

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

!claim

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-03-04 09:55 +0000 --
-- nothing leaves --

-- later: 2026-03-04 10:05 +0000 --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
Auto-Submitted: auto-generated
