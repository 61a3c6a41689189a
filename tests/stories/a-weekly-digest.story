The digest is switched on. On Monday at eight every member reads in their own language what came in, what is on the
list and what needs an answer. A week in which nothing happened sends none.

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

-- nothing leaves --

-- later: 2026-03-09 07:55 +0000 --
-- nothing leaves --

-- later: 2026-03-09 08:05 +0000 --
-- leaves for ada@oaktree.example --
Content-Language: en
Auto-Submitted: auto-generated
List-Unsubscribe: *

...
Almuerzo el jueves
...

-- leaves for lena@puerto.example --
Content-Language: es

...
Almuerzo el jueves
...

-- later: 2026-03-16 08:05 +0000 --
-- nothing leaves --
