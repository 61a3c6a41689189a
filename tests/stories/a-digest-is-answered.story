The digest begins with what needs its reader's own answer, and each line of it can be answered in a line that names the
case, without a mark. A sentence that only mentions a case is no order.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-05 10:00 +0000

-- config --
[digest]
on = true

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
!share until 2026-03-12

-- leaves for ben@tidemark.example --
-- leaves for cy@lantern.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- later: 2026-03-09 08:05 +0000 --
-- leaves for ada@oaktree.example --
-- leaves for ben@tidemark.example --
-- leaves for cy@lantern.example --
Subject: Weave this week: 1 needs your answer

...
NEEDS AN ANSWER

 * O-1
...
**interested O-1** or **pass O-1**
...

-- reply --
From: cy@lantern.example
Client: thunderbird-en
To-The-Last-Mail-For: cy@lantern.example

interested O-1
status E-1

-- leaves for cy@lantern.example --
Subject: [E-1] *
-- leaves for cy@lantern.example --
Subject: [O-1] 2 done
-- may leave for ada@oaktree.example --

-- reply --
From: ben@tidemark.example
Client: gmail-en
To-The-Last-Mail-For: ben@tidemark.example

Take O-1 as an example of what we should do more often.

-- may leave for ben@tidemark.example --
-- then --
E-1 is converted, owned by Ada Marsh
O-1 is shared
