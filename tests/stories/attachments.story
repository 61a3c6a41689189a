The client's drawing reaches the chair with the client's mail, and not with the card; the chair's offer reaches the
client.

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
Attachment: shop.png

We want a web shop like in this drawing. Budget about 20k.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
Content-Type: multipart/mixed*

We want a web shop like in this drawing. Budget about 20k.
...

-- leaves for ada@oaktree.example --
From: *Weave desk*
Content-Type: multipart/alternative*

-- reply --
From: ada@oaktree.example
Client: apple-en
Answers: the mail
Attachment: offer.pdf

Here is our offer, Jo.

-- leaves for jo@shop.example --
Content-Type: multipart/mixed*

Here is our offer, Jo.
