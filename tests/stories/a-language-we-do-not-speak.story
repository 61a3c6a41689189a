An enquiry in French gets its receipt in the desk's own language, and the card says in which language it was written.

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
From: Luc Petit <luc@jardin.example>
To: enquiries@weave.example
Subject: Site internet

Bonjour, nous sommes une association de jardiniers et nous cherchons quelqu'un pour refaire notre site internet. Nous
avons un budget de 5000 euros et nous voudrions commencer au printemps. Merci de votre réponse, Luc Petit

-- then --
E-1 is acknowledged, in en, from luc@jardin.example

-- leaves for luc@jardin.example --
Subject: Re: Site internet [E-1]
Content-Language: en
-- leaves for ada@oaktree.example --
From: *Luc Petit via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
French
...
