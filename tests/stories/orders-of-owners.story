Claim, give back, claim again, assign, take back: every order is answered by one transcript and the client hears nothing.

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

!mine

-- then --
E-1 is owned, owned by Ada Marsh, waiting on Ada

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en

!release

-- then --
E-1 is acknowledged, owned by nobody, waiting on the chair

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en

!take

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en

!undo

-- then --
E-1 is acknowledged, owned by nobody

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en

!assign cy@lantern.example
He knows shops.

-- then --
E-1 is owned, owned by Cy Dunn, waiting on Cy

-- leaves for cy@lantern.example --
Subject: [E-1] Web shop

...
He knows shops.
...

-- may leave for cy@lantern.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ben@tidemark.example
To-The-Last-Mail-For: ada@oaktree.example
Client: gmail-en

!claim

-- then --
E-1 is owned by Cy Dunn

-- nothing leaves for jo@shop.example --
-- may leave for ben@tidemark.example --
-- may leave for ada@oaktree.example --
-- may leave for cy@lantern.example --
