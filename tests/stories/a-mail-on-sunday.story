A mail that comes on Sunday is counted from Monday's opening: four working hours end at one o'clock, the working day on
Tuesday at nine.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
now      2026-03-08 12:00 +0000

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- later: 2026-03-09 12:55 +0000 --
-- nothing leaves --

-- later: 2026-03-09 13:05 +0000 --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- later: 2026-03-10 08:55 +0000 --
-- nothing leaves --

-- later: 2026-03-10 09:05 +0000 --
-- leaves for ben@tidemark.example --
-- leaves for ada@oaktree.example --
