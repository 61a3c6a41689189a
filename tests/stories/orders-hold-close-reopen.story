Hold stops the clocks until a date, and any mail of the client lifts it. Close ends the case, reopen takes it up again.

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
Answers: the card

!claim
!hold until 2026-03-20

-- then --
E-1 is owned by Ada Marsh

-- leaves for ada@oaktree.example --
Subject: [E-1] 2 done

-- later: 2026-03-19 16:00 +0000 --
-- nothing leaves --

-- reply --
From: jo@shop.example
Client: gmail-en

Is anybody there?

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- later: 2026-03-24 16:59 +0000 --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
Auto-Submitted: auto-generated
-- may leave for ada@oaktree.example --

-- order: ada@oaktree.example --
E-1 !close answered

-- then --
E-1 is closed, waiting on nobody

-- may leave for ada@oaktree.example --

-- later: 2026-04-01 12:00 +0000 --
-- nothing leaves --

-- order: ada@oaktree.example --
E-1 !reopen

-- then --
E-1 is reopened, owned by Ada Marsh

-- may leave for ada@oaktree.example --
-- nothing leaves for jo@shop.example --
