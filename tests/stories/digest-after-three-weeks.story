The server was off for three weeks. When it is back, Lena gets one digest and not three, and it tells of all the days
since the last one: what was posted before the server went off and on the day it came back is in it, once. Then nothing
happens: a month without news is said in one line.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
member   Lena Ortiz, Puerto  lena@puerto.example  speaks es  does react
now      2026-03-04 10:00 +0000

-- config --
[digest]
on = true
day = "Monday"
hour = 8

-- mail --
From: Lena Ortiz <lena@puerto.example>
To: list@weave.example
Subject: [list] Almuerzo el jueves
List-Id: <list.weave.example>
Precedence: list

¿Alguien viene a almorzar el jueves? Conozco un lugar junto al canal.

Lena

-- later: 2026-03-09 08:05 +0000 --
-- leaves for ada@oaktree.example --
Subject: Weave this week

Your week with Weave: Mon 2 Mar to Mon 9 Mar
...
Almuerzo el jueves
...

-- leaves for lena@puerto.example --

-- mail --
From: Ada Marsh <ada@oaktree.example>
To: list@weave.example
Subject: [list] Minutes of our lunch
List-Id: <list.weave.example>
Precedence: list

Nothing was decided, the soup was good.

Ada

-- nothing leaves --

-- sleep until: 2026-03-31 11:00 +0100 --
-- leaves for ada@oaktree.example --
Subject: Weave this week

Your week with Weave: Mon 9 Mar to Mon 30 Mar
...
Minutes of our lunch
...

-- leaves for lena@puerto.example --
Content-Language: es

Tu semana con Weave: del lun 9 de mar al lun 30 de mar
...
Minutes of our lunch
...

-- later: 2026-04-06 09:05 +0100 --
-- nothing leaves --

-- later: 2026-04-28 08:05 +0100 --
-- leaves for ada@oaktree.example --
Subject: Weave this week: nothing new

...
Nothing came in and nothing is open for you since
...

-- leaves for lena@puerto.example --
Subject: Weave esta semana: sin novedades
