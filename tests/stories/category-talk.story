Somebody invites the network to speak. The card carries the guidance and the questions for talks; the chair asks the two
that matter most to her, in the enquirer's language, and later lets the reminder do its work.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
now      2026-03-03 10:00 +0000

-- mail --
From: Inés Vidal <ines@jornada.example>
To: enquiries@weave.example
Subject: Charla en nuestro encuentro

Hola, organizamos un encuentro sobre tecnología y economía social. ¿Podrían dar una charla sobre la red?

Inés Vidal

-- then --
E-1 is acknowledged, talk, in es

-- leaves for ines@jornada.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
Worth asking: event, place and date, who takes part, subject, paid or not
...
The network's guidance:
 * Find out all the details. What is the event, where and when, who else takes part, is it paid?
...
| 5. ¿Es pago, y se cubren viaje y alojamiento?
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!ask paid, evento

-- then --
E-1 is awaiting_info, owned by Ada Marsh, waiting on the client

-- leaves for ines@jornada.example --
Subject: Re: Charla en nuestro encuentro [E-1]

Unas preguntas.
...
1. ¿Es pago, y se cubren viaje y alojamiento?
2. ¿Cómo se llama el evento, quién lo organiza y para qué es?
3. ¿Cómo supieron de nuestra red?
...

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done
