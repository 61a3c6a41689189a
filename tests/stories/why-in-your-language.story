Why a mail is filed as it is: one sentence on the card, in its reader's language, and all of it for whoever asks why.
After a correction the reason says who decided so.

-- network --
name     Trama
domain   trama.example
speaks   es, pt, en
desk     consultas@trama.example
zone     America/Argentina/Buenos_Aires
chair    Ana Paz, Nido  ana@nido.example  2026-03-01 to 2026-05-31
member   Lu Gil, Faro  lu@faro.example
now      2026-03-03 10:00 -0300

-- mail --
From: Teresa Luna <teresa@vivero.example>
To: consultas@trama.example
Subject: Sistema de reservas

Hola, somos un vivero y necesitamos un sistema de reservas en la web. Tenemos un presupuesto de 9000 dólares.
¿Podrían hacerlo para mayo? Gracias, Teresa

-- then --
E-1 is acknowledged, opportunity, because it says "presupuesto"

-- leaves for teresa@vivero.example --
-- leaves for ana@nido.example --
From: *Teresa Luna via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*
Content-Language: es

...
Motivo: oportunidad, porque dice *presupuesto*puntos*
...

-- reply --
From: ana@nido.example
Client: gmail-es
Answers: the card

!porqué

-- leaves for ana@nido.example --
Content-Language: es

...
Motivo: oportunidad, porque dice *
...
Versión de las reglas: *
...
oportunidad, * puntos
...
 * *español · en "*presupuesto de 9000 dólares."
...
-- leaves for ana@nido.example --

-- reply --
From: ana@nido.example
Client: gmail-es
Answers: the card

!es investigación
!porqué

-- then --
E-1 is research

-- leaves for ana@nido.example --
Content-Language: es

...
Motivo: investigación, porque así lo decidió Ana Paz.
...
-- leaves for ana@nido.example --
