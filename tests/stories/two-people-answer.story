Ben was asked to take the case and answers the client. Then the chair answers the mail that she still has: hers is
held, and she is shown what Ben has written. She says "send", and it goes after all (scenario 8).

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

-- order: ada@oaktree.example --
E-1 !assign Ben

-- then --
E-1 is owned, owned by Ben Cole

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop
-- may leave for ben@tidemark.example --
-- may leave for ada@oaktree.example --

-- order: ben@tidemark.example --
E-1 !reply
Hello Jo, we would love to build your shop. Can you talk on Thursday?

-- then --
E-1 is answered, owned by Ben, waiting on the client

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: *Ben*Weave*

...
Hello Jo, we would love to build your shop. Can you talk on Thursday?
...

-- may leave for ben@tidemark.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the mail

Hi Jo, sounds good, I shall find somebody for you.

-- then --
1 mail is held
E-1 is answered, owned by Ben Cole

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
we would love to build your shop. Can you talk on Thursday?
...

-- reply --
From: ada@oaktree.example
Client: gmail-en

send

-- then --
no mails are held

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: *Ada*Weave*

...
Hi Jo, sounds good, I shall find somebody for you.
...

-- may leave for ada@oaktree.example --
