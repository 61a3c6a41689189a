An answer to the client's mail that begins with the line "No," is text and no order. The same line in answer to a shared
opportunity is not taken for interest (scenario 29b).

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

We want a web shop. Budget about 20k. Do you also sell tills?

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en

No,
we do not sell tills, only software.

-- then --
E-1 is answered, owned by Ada Marsh
no mails are held

-- leaves for jo@shop.example --

No,
we do not sell tills, only software.

-- order: ada@oaktree.example --
E-1 !share

-- then --
O-1 is shared

-- leaves for cy@lantern.example --
Subject: [O-1]*
-- leaves for ben@tidemark.example --
Subject: [O-1]*
-- leaves for ada@oaktree.example --
Subject: [O-1]*
-- may leave for ada@oaktree.example --

-- reply --
From: cy@lantern.example
Client: gmail-en

No,
we are full until June, sorry.

-- nothing leaves for jo@shop.example --
-- may leave for cy@lantern.example --
-- may leave for ada@oaktree.example --
