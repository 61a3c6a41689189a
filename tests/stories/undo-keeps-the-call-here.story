An answer and a call to the co-ops leave after two minutes. Taken back within them, no co-op hears of the enquiry and its
opportunity is closed; taken back later, the desk says that it is too late.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-03 10:00 +0000

-- config --
[deliver]
delay = 120

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
E-1 !share

-- then --
E-1 is converted
O-1 is shared

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- order: ada@oaktree.example --
E-1 !undo

-- then --
E-1 is acknowledged, owned by nobody
O-1 is closed

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-03-03 10:30 +0000 --
-- nothing leaves --

-- order: ada@oaktree.example --
E-1 !share

-- then --
O-2 is shared

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-03-03 10:40 +0000 --
-- leaves for ada@oaktree.example --
Subject: [O-2] Opportunity: *
-- leaves for ben@tidemark.example --
Subject: [O-2] Opportunity: *
-- leaves for cy@lantern.example --
Subject: [O-2] Opportunity: *

-- order: ada@oaktree.example --
E-1 !undo

-- then --
O-2 is shared

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent
