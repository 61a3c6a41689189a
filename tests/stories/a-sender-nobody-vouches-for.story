The chair's answer comes without a pass of the trusted server. It is held, and her registered address is asked; any
answer to that question is proof, and the client gets the answer as she wrote it.

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
Trust: none

Hello Jo, shall we talk on Thursday?

-- then --
1 mail is held
E-1 is acknowledged

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
Hello Jo, shall we talk on Thursday?
...

-- reply --
From: ada@oaktree.example
Client: iphone-en
Trust: none

yes

-- then --
no mails are held
E-1 is answered, owned by Ada Marsh

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: *Ada, Weave enquiries*

Hello Jo, shall we talk on Thursday?

-- may leave for ada@oaktree.example --
