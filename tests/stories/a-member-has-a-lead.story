A member writes to the desk about a lead of her own; nothing of it is answered by a machine to the list, and the chair
gets it as any enquiry.

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
From: Cy Dunn <cy@lantern.example>
To: enquiries@weave.example
Subject: Could the network help us?

Our co-op is looking for somebody who migrates our own web site to another server. We have a budget of 2,000 pounds.

-- then --
E-1 is acknowledged, from cy@lantern.example

-- leaves for cy@lantern.example --
Subject: Re: Could the network help us? [E-1]
-- leaves for ada@oaktree.example --
From: *Cy Dunn via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the mail

Hello Cy, Ben knows about that.

-- then --
E-1 is answered

-- leaves for cy@lantern.example --
From: *Ada, Weave enquiries*

Hello Cy, Ben knows about that.

-- reply --
From: cy@lantern.example
Client: gmail-en

Thank you, I shall ask him.

-- leaves for ada@oaktree.example --
From: *Cy Dunn via Weave*

Thank you, I shall ask him.
...

-- leaves for ada@oaktree.example --
From: *Weave desk*
-- nothing leaves for cy@lantern.example --
