The client's vacation program answers the chair's answer. Nobody is bothered, the case stays answered, and the client's
own words afterwards are routed as always.

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
Client: apple-en

Hello Jo, shall we talk on Thursday?

-- leaves for jo@shop.example --

-- reply --
From: jo@shop.example
Client: vacation

I am away until 10 March.

-- then --
E-1 is answered, waiting on the client
there is 1 case

-- nothing leaves --

-- reply --
From: jo@shop.example
Client: gmail-en
Auto-Submitted: auto-replied

I am away until 10 March.

-- nothing leaves --

-- reply --
From: jo@shop.example
Client: gmail-en

Thursday is fine.

-- then --
E-1 is reopened, owned by Ada Marsh

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
