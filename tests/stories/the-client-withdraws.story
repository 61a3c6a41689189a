An outsider's order word is text: no order of an outsider runs. The owner sees it, and a flag on the card.

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
From: jo@shop.example
Client: gmail-en

!close
!spam

-- then --
E-1 is acknowledged, owned by nobody

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*

!close
!spam
...

-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: jo@shop.example
Client: iphone-en

withdraw

-- then --
E-1 is acknowledged
there is 1 case

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*

withdraw
...

-- leaves for ada@oaktree.example --
From: *Weave desk*

...
withdraw
...

-- nothing leaves for jo@shop.example --
