The chair gives the client the address of the members' list. Her answer is held: nothing internal ever reaches an
outsider. She drops it.

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
Answers: the mail

Hello Jo, write to all of us at list@weave.example, please.

-- then --
1 mail is held

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: gmail-en

drop

-- then --
no mails are held
E-1 is acknowledged, owned by nobody

-- nothing leaves for jo@shop.example --
-- may leave for ada@oaktree.example --
