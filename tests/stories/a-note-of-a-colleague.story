The chair forwards her card to Cy, who answers it from his own address with an order. He speaks with his own authority:
his words are a note, offered to the owner, and reach no client.

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
From: cy@lantern.example
To-The-Last-Mail-For: ada@oaktree.example
Client: gmail-en
Answers: the mail

Dear Jo, we could do that for 15k.

-- then --
E-1 is acknowledged, owned by nobody

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
we could do that for 15k
...

-- may leave for cy@lantern.example --
