An enquiry comes on a Friday afternoon. Saturday and Sunday are quiet. On Monday the four working hours and the working
day both run out, so that only the wider reminder is sent; on Tuesday every co-op hears. A claim stops all clocks
(scenario 7 without holidays).

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-06 15:00 +0000

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop
Date: Fri, 06 Mar 2026 15:00:00 +0000

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- later: 2026-03-09 14:55 +0000 --
-- nothing leaves --

-- later: 2026-03-09 15:05 +0000 --
-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop
Auto-Submitted: auto-generated
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- later: 2026-03-10 14:55 +0000 --
-- nothing leaves --

-- later: 2026-03-10 15:05 +0000 --
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop
-- leaves for cy@lantern.example --
Subject: [E-1] Web shop

-- then --
E-1 is acknowledged, owned by nobody, waiting on the chair

-- reply --
From: ben@tidemark.example
Client: thunderbird-en

!claim

-- then --
E-1 is owned, owned by Ben Cole

-- may leave for ben@tidemark.example --
Subject: [E-1] Web shop
-- leaves for ben@tidemark.example --
Subject: [E-1] 1 done

-- later: 2026-03-12 15:00 +0000 --
-- nothing leaves for cy@lantern.example --
-- nothing leaves for ada@oaktree.example --
-- may leave for ben@tidemark.example --
