The chair's answer could not be delivered. The owner hears of it at once, with the client's address.

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

Hello Jo, shall we talk on Thursday?

-- leaves for jo@shop.example --

-- reply --
From: mailer-daemon@mx.shop.example
To-The-Last-Mail-For: jo@shop.example
Client: bounce

The mailbox does not exist.

-- then --
there is 1 case
no mails are held

-- nothing leaves for mailer-daemon@mx.shop.example --
-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Weave desk*

...
jo@shop.example
...
