Answers wait two minutes before they leave. The chair takes one back in time, and lets the next one go.

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
delay = "2 minutes"

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
Answers: the mail

Dear Jim, no.

-- nothing leaves --

-- later: 2026-03-03 10:01 +0000 --
-- nothing leaves --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!undo

-- then --
E-1 is acknowledged, owned by nobody

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-03-03 10:30 +0000 --
-- nothing leaves --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the mail

Dear Jo, yes.

-- nothing leaves for jo@shop.example --

-- later: 2026-03-03 10:33 +0000 --
-- leaves for jo@shop.example --

Dear Jo, yes.
