The chair declines for want of budget with two lines of her own. The client gets them inside the "thanks but no
thanks" in the client's language; the client's answer reopens the case and comes to the same chair (scenario 6).

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
From: Jordi Riba <jordi@mercat.example>
To: enquiries@weave.example
Subject: Tienda en línea

Hola, buscamos una cooperativa que nos desarrolle una tienda en línea. Nuestro presupuesto es de 400 euros.
Gracias, Jordi

-- then --
E-1 is acknowledged, opportunity, in es

-- leaves for jordi@mercat.example --
Subject: Re: Tienda en línea [E-1]
-- leaves for ada@oaktree.example --
From: *Jordi Riba via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!decline budget
Con ese presupuesto no llegamos a una tienda bien hecha.
Tal vez una tienda alquilada les sirva para empezar.

-- then --
E-1 is declined, waiting on the client

-- leaves for jordi@mercat.example --
Subject: Re: Tienda en línea [E-1]
From: *Weave enquiries*

...
Con ese presupuesto no llegamos a una tienda bien hecha.
Tal vez una tienda alquilada les sirva para empezar.
...

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: jordi@mercat.example
Client: iphone-es

Entiendo. ¿Y si ponemos 6.000 euros?

-- then --
E-1 is reopened, owned by Ada Marsh, in es
there is 1 case

-- leaves for ada@oaktree.example --
From: *Jordi Riba via Weave*

Entiendo. ¿Y si ponemos 6.000 euros?
...

-- leaves for ada@oaktree.example --
From: *Weave desk*
-- nothing leaves for jordi@mercat.example --
