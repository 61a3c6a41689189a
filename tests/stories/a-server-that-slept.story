The server was off for four days. When it wakes it sends one reminder, the widest that is due, not three.

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

-- sleep until: 2026-03-06 11:00 +0000 --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop
-- leaves for cy@lantern.example --
Subject: [E-1] Web shop

-- then --
E-1 is acknowledged, owned by nobody
