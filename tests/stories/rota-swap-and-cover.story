Two chairs swap turns: it counts when the other side says yes, and both calendars are told. A colleague stands in for some
days when the chair says yes.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
chair    Ben Cole, Tidemark  ben@tidemark.example  2026-04-01 to 2026-06-30
chair    Lena Ortiz, Puerto  lena@puerto.example  2026-07-01 to 2026-09-30  speaks es
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-02-03 10:00 +0000

-- order: ben@tidemark.example --
!swap Lena

-- leaves for lena@puerto.example --
Subject: Ben Cole quiere cambiar de turno con vos

Te llega esto porque Ben Cole te lo pide; sin tu palabra no cambia nada.
...
* Tomarías: miércoles 1 de abril de 2026 a martes 30 de junio de 2026
...
* Ben Cole tomaría: miércoles 1 de julio de 2026 a miércoles 30 de septiembre de 2026
...
Si no respondés, todo queda como está.
...

-- leaves for ben@tidemark.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !swap Lena
...
✓ Lena Ortiz has been asked; it counts when they say yes.
...

-- reply --
From: lena@puerto.example
Client: gmail-es

sí

-- leaves for lena@puerto.example --
Subject: La mesa del mié 1 de abr al mar 30 de jun: Lena Ortiz

Te llega esto porque estás de turno del miércoles 1 de abril de 2026 al martes 30 de junio de 2026. Dos personas cambiaron de turno.
...
* De turno: Lena Ortiz
...
Si los nombres no son esos, avisá: respondé este mail, o cambiá el turno. Una semana antes te volvemos a escribir.
...

-- leaves for lena@puerto.example --
Subject: La mesa del mié 1 de jul al mié 30 de sept queda con Ben Cole

Te llega esto porque le pasaste tu turno a otra persona: Ben Cole atiende la mesa del miércoles 1 de julio de 2026 al miércoles 30 de septiembre de
...

-- leaves for lena@puerto.example --
Subject: 1 hecha

Te llega esto porque le diste órdenes a la mesa. Esto es lo que pasó con ellas.
...
| sí
...
✓ Cambiaste con Ben Cole; los calendarios se enteran.
...

-- leaves for di@harbour.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Lena Ortiz

You get this because you coordinate the rota from Wednesday 1 April 2026 to Tuesday 30 June 2026. Two people have swapped.
...
* Chair: Lena Ortiz
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for di@harbour.example --
Subject: The desk from Wed 1 Jul to Wed 30 Sept: Ben Cole

You get this because you coordinate the rota from Wednesday 1 July 2026 to Wednesday 30 September 2026. Two people have swapped.
...
* Chair: Ben Cole
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for ben@tidemark.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun is with Lena Ortiz

You get this because you gave your turn to somebody else: Lena Ortiz looks after the desk from Wednesday 1 April 2026 to Tuesday 30 June 2026. You
...

-- leaves for ben@tidemark.example --
Subject: The desk from Wed 1 Jul to Wed 30 Sept: Ben Cole

You get this because you are on duty from Wednesday 1 July 2026 to Wednesday 30 September 2026. Two people have swapped.
...
* Chair: Ben Cole
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- reply --
From: lena@puerto.example
Client: gmail-es

sí

-- leaves for lena@puerto.example --
Subject: 1 problema, no se envió nada

Te llega esto porque le diste órdenes a la mesa. Esto es lo que pasó con ellas.
...
| sí
...
✗ ¿Qué caso es? Poné su número detrás de la palabra.
...
No salió nada hacia afuera. Lo que estaba bien y queda adentro se hizo.
...
Tu texto:
...

-- order: di@harbour.example --
!cover 9–13 Feb

-- leaves for ada@oaktree.example --
Subject: Di Fox offers to stand in for you

You get this because Di Fox asks you; nothing changes without your word.
...
Di Fox would be on duty in your place from Monday 9 February 2026 to Friday 13 February 2026.
...
If you do not answer, everything stays as it is.
...

-- leaves for di@harbour.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !cover 9–13 Feb
...
✓ Ada Marsh has been asked; it counts when they say yes.
...

-- reply --
From: ada@oaktree.example

yes

-- leaves for ada@oaktree.example --
Subject: Ada Marsh is away from Mon 9 Feb to Fri 13 Feb

You get this because you share a turn with Ada Marsh: Ada Marsh is away from Monday 9 February 2026 to Friday 13 February 2026.
...
New enquiries and the answers of clients go to Di Fox on these days, and back to Ada Marsh afterwards. Nobody has to switch anything.
...

-- leaves for ada@oaktree.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| yes
...
✓ Ada Marsh is stood in for from Monday 9 February 2026 to Friday 13 February 2026.
...

-- leaves for di@harbour.example --
Subject: Ada Marsh is away from Mon 9 Feb to Fri 13 Feb

You get this because you act for the desk meanwhile: Ada Marsh is away from Monday 9 February 2026 to Friday 13 February 2026.
...
New enquiries and the answers of clients go to Di Fox on these days, and back to Ada Marsh afterwards. Nobody has to switch anything.
...

-- later: 2026-02-10 10:00 +0000 --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]

-- leaves for di@harbour.example --
Subject: [E-1] Web shop

-- leaves for di@harbour.example --
Subject: [E-1] Web shop
