Una red que habla castellano. La consulta llega en castellano, el acuse sale en castellano; quien consulta en portugués
lo recibe en portugués, y cada delegado lee la oportunidad en su idioma.

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
¿Podrían hacerlo para mayo? Gracias, Teresa

-- then --
E-1 is acknowledged, opportunity, in es, from teresa@vivero.example, because it says "presupuesto"

-- leaves for teresa@vivero.example --
Subject: Re: Sistema de reservas [E-1]
Content-Language: es

...
Teresa
...

-- leaves for ana@nido.example --
From: *Teresa Luna via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*
Content-Language: es

...
presupuesto
...

-- mail --
From: Caio Reis <caio@feira.example>
To: consultas@trama.example
Subject: Aplicativo

Olá, procuramos uma cooperativa para desenvolver um aplicativo de entregas para a nossa feira. Temos um orçamento de
R$ 60 mil. Obrigado, Caio

-- then --
E-2 is acknowledged, opportunity, in pt

-- leaves for caio@feira.example --
Subject: Re: Aplicativo [E-2]
Content-Language: pt
-- leaves for ana@nido.example --
From: *Caio Reis via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*
Content-Language: es

-- reply --
From: ana@nido.example
Client: gmail-es
Answers: the card

!compartir

-- then --
E-2 is converted, owned by Ana Paz
O-1 is shared

-- leaves for lu@faro.example --
Subject: [O-1] Oportunidad: *
Content-Language: es
-- leaves for rui@cais.example --
Subject: [O-1] Oportunidade: *
Content-Language: pt
-- leaves for ana@nido.example --
-- may leave for ana@nido.example --
-- nothing leaves for caio@feira.example --
