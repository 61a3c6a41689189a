Las palabras valen en los tres idiomas, con o sin acentos, con ! o ¡, en mayúsculas o no.

-- network --
name     Trama
domain   trama.example
speaks   es, pt, en
desk     consultas@trama.example
zone     America/Argentina/Buenos_Aires
chair    Ana Paz, Nido  ana@nido.example  2026-03-01 to 2026-05-31
member   Lu Gil, Faro  lu@faro.example  does elixir, react
member   Rui Vaz, Cais  rui@cais.example  speaks pt  does flutter
now      2026-03-03 10:00 -0300

-- mail --
From: Teresa Luna <teresa@vivero.example>
To: consultas@trama.example
Subject: Sistema de reservas

Hola, somos un vivero y necesitamos un sistema de reservas en la web. Tenemos un presupuesto de 9000 dólares.

-- leaves for teresa@vivero.example --
-- leaves for ana@nido.example --
-- leaves for ana@nido.example --

-- reply --
From: ana@nido.example
Client: outlook-es
Answers: the card

¡Me ocupo!

-- may leave for ana@nido.example --
-- nothing leaves for teresa@vivero.example --

-- order: ana@nido.example --
E-1 !TOMO

-- then --
E-1 is owned, owned by Ana Paz

-- may leave for ana@nido.example --

-- reply --
From: ana@nido.example
Client: gmail-es
Answers: the card

!preguntar plazo

-- then --
E-1 is awaiting_info, waiting on the client

-- leaves for teresa@vivero.example --
Subject: Re: Sistema de reservas [E-1]
Content-Language: es
-- leaves for ana@nido.example --
Subject: [E-1] 1 *

-- reply --
From: teresa@vivero.example
Client: gmail-es

Para mayo, si se puede.

-- then --
E-1 is owned, owned by Ana Paz

-- leaves for ana@nido.example --
From: *Teresa Luna via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*

-- reply --
From: ana@nido.example
Client: iphone-es
Answers: the card

!entendido
!recusar orçamento
Nuestra gente está ocupada hasta junio.

-- nothing leaves for teresa@vivero.example --
-- leaves for ana@nido.example --
Subject: [E-1] *

...
entendido
...

-- reply --
From: ana@nido.example
Client: iphone-es
Answers: the card

!recusar orçamento
Nuestra gente está ocupada hasta junio.

-- then --
E-1 is declined

-- leaves for teresa@vivero.example --
Content-Language: es

...
Nuestra gente está ocupada hasta junio.
...

-- leaves for ana@nido.example --
Subject: [E-1] 1 *
