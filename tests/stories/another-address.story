The client answers from another address. With our token it is the same case; a new mail without any trace of the old
one is a new case, and its card says that it may belong to the first (scenario 21).

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
From: Jo Ruiz <jo.ruiz@homepost.example>
To-The-Last-Mail-For: jo@shop.example
Client: iphone-en

One more thing: it must work with our till.

-- then --
there is 1 case
E-1 is acknowledged, from jo@shop.example

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *via Weave*

One more thing: it must work with our till.
...

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Weave desk*

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Our shop, once more

We still look for somebody who builds us a web shop and we have a budget of 20k. Did you get my mail?

-- then --
there are 2 cases
E-2 is acknowledged, from jo@shop.example

-- leaves for jo@shop.example --
Subject: Re: Our shop, once more [E-2]
-- leaves for ada@oaktree.example --
Subject: [E-2] Our shop, once more
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
Subject: [E-2] Our shop, once more
From: *Weave desk*

...
E-1
...
