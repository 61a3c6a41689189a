Three developers want to found a co-op. Their mail is filed as "start", the answer for them is prepared and shown on
the card with a call to offer; nothing but the receipt goes out until the chair says so (scenario 4).

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
From: Mika Lund <mika@homepost.example>
To: enquiries@weave.example
Subject: Setting up as a co-op

Hello, we are a group of three devs and we want to set up as a co-op. Where do we begin? We live in Leeds.

Mika

-- then --
E-1 is acknowledged, start, in en, from mika@homepost.example, waiting on the chair

-- leaves for mika@homepost.example --
Subject: Re: Setting up as a co-op [E-1]
Auto-Submitted: auto-replied

...
Mika
...

-- leaves for ada@oaktree.example --
Subject: [E-1] Setting up as a co-op
From: *Mika Lund via Weave*

Hello, we are a group of three devs and we want to set up as a co-op.
...

-- leaves for ada@oaktree.example --
Subject: [E-1] Setting up as a co-op
From: *Weave desk*

...
 * Call them; half an hour on the phone is worth ten mails.
...
The quickest way is a call with one of us
...
| 4. How did you hear about us?
...

-- later: 2026-03-03 13:30 +0000 --
-- nothing leaves for mika@homepost.example --
-- nothing leaves --
