A programmer looks for work, in Portuguese. Nobody promises anything: the prepared answer names the co-ops that do what
she can, points to the forum and asks how she found us. The chair sends it with one word.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
member   Dee Roy, Foundry  dee@foundry.example  does django, python
now      2026-03-03 10:00 +0000

-- mail --
From: Rita Prado <rita@correio.example>
To: enquiries@weave.example
Subject: Procuro trabalho

Olá, sou programadora e procuro trabalho em uma cooperativa. Trabalho com Django há seis anos. Segue meu currículo.

Rita Prado

-- then --
E-1 is acknowledged, jobs, in pt

-- leaves for rita@correio.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
 * The network itself hires nobody, so nobody can promise a place.
...
Co-ops that fit:
 * Foundry: django
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!send

-- then --
E-1 is answered, owned by Ada Marsh

-- leaves for rita@correio.example --
From: *Ada, Weave enquiries*

...
- Foundry: django, python
...
1. Como vocês ficaram sabendo da nossa rede?
...

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done
