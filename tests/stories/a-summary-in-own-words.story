The chair writes the summary that the co-ops read. A name in it is refused; "a shop" is none, though the client writes
from shop.example. A rep asks a question, then says yes, then changes the mind, each in answer to the last mail.

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
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!share until Friday with Lantern
A shop wants to sell online. Ask Jo about the dates.

-- then --
E-1 is acknowledged

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent

...
Jo
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!share until Friday with Lantern
A shop wants to sell online.

-- then --
E-1 is converted
O-1 is shared

-- leaves for cy@lantern.example --
Subject: [O-1] Opportunity: *

...
A shop wants to sell online.
...

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: cy@lantern.example
Client: outlook-en

question Is WordPress a must?

-- leaves for ada@oaktree.example --
Subject: [O-1] *

...
Is WordPress a must?
...

-- leaves for cy@lantern.example --
Subject: [O-1] 1 done

-- reply --
From: cy@lantern.example
Client: outlook-en

Interested, two of us are free

-- leaves for cy@lantern.example --
Subject: [O-1] 1 done

-- reply --
From: cy@lantern.example
Client: apple-en

pass

-- leaves for cy@lantern.example --
Subject: [O-1] 1 done

...
passes on O-1
...

-- reply --
From: cy@lantern.example
Client: apple-en

No.

-- leaves for cy@lantern.example --
Subject: [O-1] 1 problem, nothing was sent
-- nothing leaves for jo@shop.example --
