The summary that goes to the co-ops has no name, address or number of the client, also when the client's subject and text
are full of them. With the chair's own summary the co-ops read hers; if she names the client in it, nothing leaves.

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
From: Jo Ruiz <jo@ruizplants.example>
To: enquiries@weave.example
Subject: Web shop for Ruiz Plants

We at Ruiz Plants want a web shop in WordPress. Budget about 20k pounds, start in May. Ring me: 0161 496 0123.

-- leaves for jo@ruizplants.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!share
Jo Ruiz of Ruiz Plants wants a shop.

-- then --
E-1 is acknowledged

-- nothing leaves for cy@lantern.example --
-- nothing leaves for ben@tidemark.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!share with Lantern
A garden business wants a shop in WordPress.

-- then --
O-1 is shared
E-1 is converted, owned by Ada Marsh

-- nothing leaves for ben@tidemark.example --
-- leaves for cy@lantern.example --
Subject: [O-1] Opportunity: *

...
A garden business wants a shop in WordPress.
...

-- may leave for ada@oaktree.example --
