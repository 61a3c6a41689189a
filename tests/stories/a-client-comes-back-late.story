The case closed long ago. After more than sixty days the client answers the old thread: that is a new matter with a
number, a receipt and a subject of its own, and the card names the old one.

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
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- order: ada@oaktree.example --
E-1 !close answered

-- then --
E-1 is closed

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-05-04 10:00 +0100 --

-- reply --
From: jo@shop.example
Client: gmail-en

Now we need an app for the shop as well. Our budget is 9,000 pounds.

-- then --
E-1 is closed
E-2 is acknowledged, from jo@shop.example

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-2]
-- leaves for ada@oaktree.example --
Subject: [E-2] Web shop
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
Subject: [E-2] Web shop
From: *Weave desk*

...
E-1
...
