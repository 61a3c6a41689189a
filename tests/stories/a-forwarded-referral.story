A member forwards an enquiry that came to her own address. The case is the original person's, the member is recorded as
the referrer, and the receipt goes to the original person.

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
Subject: Fwd: Booking system

Too big for us, can somebody take this?

Cy

---------- Forwarded message ---------
From: Uma Field <uma@boats.example>
Date: Mon, 2 Mar 2026 at 17:20
Subject: Booking system
To: Cy Dunn <cy@lantern.example>

Hello Cy, we are looking for somebody who builds a booking system for our boats. The budget is 15,000 pounds.

Uma

-- then --
E-1 is acknowledged, opportunity, in en, from uma@boats.example, referred by Cy Dunn

-- leaves for uma@boats.example --
Subject: Re: Booking system [E-1]
-- leaves for ada@oaktree.example --
From: *Uma Field via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
Cy
...

-- leaves for cy@lantern.example --
Subject: [E-1] Booking system

You get this because you passed Uma Field on to the desk. Thank you: it is E-1 now, and Ada Marsh looks after it.
...
