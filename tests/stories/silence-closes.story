The chair has answered and the client never comes back: after fourteen days the case is closed, without a mail. Within
sixty days a mail of the client opens it again for the same owner.

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

Hello Jo, our proposal is on its way to you by post.

-- leaves for jo@shop.example --

-- later: 2026-03-16 17:00 +0000 --
-- nothing leaves --
-- then --
E-1 is answered

-- later: 2026-03-18 17:00 +0000 --
-- nothing leaves --
-- then --
E-1 is closed, owned by Ada Marsh, waiting on nobody

-- later: 2026-04-20 10:00 +0000 --
-- nothing leaves --

-- reply --
From: jo@shop.example
Client: gmail-en

It came, and we like it.

-- then --
E-1 is reopened, owned by Ada Marsh
there is 1 case

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
