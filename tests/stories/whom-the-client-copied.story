The client copied her partner. The chair's answer reaches both, and the partner stands in its Cc; a member of the
network whom she copied too is not copied by us.

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
Cc: Sam Ruiz <sam@shop.example>, cy@lantern.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

...
Sam Ruiz
...

-- reply --
From: ada@oaktree.example
Client: gmail-en

Hello Jo and Sam, shall we talk on Thursday?

-- leaves for jo@shop.example --
Cc: *sam@shop.example*

Hello Jo and Sam, shall we talk on Thursday?

-- leaves for sam@shop.example --
Cc: *sam@shop.example*

Hello Jo and Sam, shall we talk on Thursday?

-- nothing leaves for cy@lantern.example --
