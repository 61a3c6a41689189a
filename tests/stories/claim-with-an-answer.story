An order over an answer to the client's mail: the order is obeyed, the text goes to the client without it.

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
Client: outlook-en
Answers: the mail

!claim
!is opportunity

Hello Jo, when can we talk?

-- then --
E-1 is answered, opportunity, owned by Ada Marsh

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]

= Hello Jo, when can we talk?

-- leaves for ada@oaktree.example --
Subject: [E-1] 2 done
