The chair shares an enquiry. Every co-op's rep hears of it without a word about the client; one is interested, one
passes, and each answer is one word.

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
Subject: Web shop for Ruiz Plants

We are looking for a co-op that builds us a web shop in WordPress. Our budget is 20,000 pounds, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!claim
!share until 2026-03-10

-- then --
E-1 is converted, owned by Ada Marsh
O-1 is shared

-- leaves for ben@tidemark.example --
Subject: [O-1] Opportunity: *

...
interested
...

-- leaves for cy@lantern.example --
Subject: [O-1] Opportunity: *

...
interested
...

-- leaves for ada@oaktree.example --
Subject: [O-1] Opportunity: *
-- leaves for ada@oaktree.example --
Subject: [E-1] 2 done
-- nothing leaves for jo@shop.example --

-- reply --
From: cy@lantern.example
Client: iphone-en

interested two people are free from April

-- then --
O-1 is shared

-- leaves for cy@lantern.example --
Subject: [O-1] 1 done
-- may leave for ada@oaktree.example --

-- reply --
From: ben@tidemark.example
Client: outlook-en

pass

-- leaves for ben@tidemark.example --
Subject: [O-1] 1 done
-- may leave for ada@oaktree.example --
-- nothing leaves for jo@shop.example --
