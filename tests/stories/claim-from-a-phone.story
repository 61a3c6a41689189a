From a phone, "!tomo" above the signature and the quoted card claims the case. The bare word "Tomo" as the whole answer
to the client's mail is held and shown back: the client never reads it (scenario 22).

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
From: Jo Ruiz <jo@shop.example>
To: consultas@trama.example
Subject: Tienda en línea

Queremos una tienda en línea. Presupuesto: unos 20 mil dólares, para empezar en mayo.

-- then --
E-1 is acknowledged, in es

-- leaves for jo@shop.example --
Subject: Re: Tienda en línea [E-1]
-- leaves for ana@nido.example --
From: *Jo Ruiz via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*

-- reply --
From: ana@nido.example
Client: iphone-es
Answers: the mail

Tomo

-- then --
1 mail is held
E-1 is acknowledged, owned by nobody

-- nothing leaves for jo@shop.example --
-- leaves for ana@nido.example --
From: *Trama desk*

...
Tomo
...

-- reply --
From: ana@nido.example
Client: iphone-es

descartar

-- then --
no mails are held
E-1 is acknowledged

-- nothing leaves for jo@shop.example --
-- may leave for ana@nido.example --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: consultas@trama.example
Subject: Re: Tienda en línea [E-1]

Perdón, son 25 mil.

-- leaves for ana@nido.example --
From: *Jo Ruiz via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*

-- reply --
From: ana@nido.example
Client: iphone-es
Answers: the card

!tomo

-- then --
E-1 is owned, owned by Ana Paz, waiting on Ana

-- leaves for ana@nido.example --
Subject: [E-1] 1 *
-- nothing leaves for jo@shop.example --
