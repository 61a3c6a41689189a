Four weeks before a turn that nobody has, the co-op that has served least is asked. It says no, the next one says yes
with two names: both and the coordinator know, and calendars hear of it.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-03-31
member   Cy Dunn, Lantern  cy@lantern.example
member   Lena Ortiz, Puerto  lena@puerto.example  speaks es
member   Luz Paz, Puerto  luz@puerto.example  speaks es
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-03-03 10:00 +0000

-- config --
[rota]
on = true

-- later: 2026-03-04 09:05 +0000 --

-- leaves for di@harbour.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Harbour to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Ada Marsh.
...
Please answer by Wednesday 11 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- reply --
From: di@harbour.example

no
We are moving house in April.

-- leaves for cy@lantern.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Lantern to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Ada Marsh.
...
Please answer by Wednesday 11 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- leaves for di@harbour.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because you coordinate the rota: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Harbour cannot take it. The next co-op has been asked.
...
Harbour writes:
...
| We are moving house in April.
...
Asked so far:
...

-- leaves for di@harbour.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| no
...
✓ Noted: not this time, for the turn from Wednesday 1 April 2026. Thank you for saying so.
...

-- reply --
From: cy@lantern.example

Yes, we would love to, but I have to ask Eva first.

-- leaves for cy@lantern.example --
Subject: 1 problem, nothing was sent

You get this because you gave words to the desk. This is what became of them.
...
| Yes, we would love to, but I have to ask Eva first.
...
✗ I cannot tell whether that is a yes or a no. One word at the top decides it.
...
Nothing has left for anybody outside. What is right and stays inside has been done.
...
Your text:
...

-- reply --
From: cy@lantern.example

no

-- leaves for lena@puerto.example --
Subject: ¿Toman la mesa del mié 1 de abr al mar 30 de jun?

Les llega esto porque ahora le toca a Puerto: ¿quién atiende las consultas del miércoles 1 de abril de 2026 al martes 30 de junio de 2026?
...
Una persona queda de turno y otra es suplente. Quien está de turno contesta lo que llega, o lo pasa; las fichas dicen qué falta y quién puede, y una
...
Suplente: la segunda persona que nombren; si no, Luz Paz.
...
Respondé antes del miércoles 11 de marzo de 2026. Después se le pregunta a la coope siguiente; un sí más tarde vale mientras nadie lo haya tomado. El
...

-- leaves for di@harbour.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because you coordinate the rota: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Lantern cannot take it. The next co-op has been asked.
...
Asked so far:
...
* Harbour: no
...
* Lantern: no
...

-- leaves for cy@lantern.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| no
...
✓ Noted: not this time, for the turn from Wednesday 1 April 2026. Thank you for saying so.
...

-- reply --
From: lena@puerto.example
Client: gmail-es

acepto Luz, Lena

-- leaves for luz@puerto.example --
Subject: La mesa del mié 1 de abr al mar 30 de jun: Luz Paz

Te llega esto porque estás de turno del miércoles 1 de abril de 2026 al martes 30 de junio de 2026.
...
* De turno: Luz Paz
...
* Suplente: Lena Ortiz
...
Si los nombres no son esos, avisá: respondé este mail, o cambiá el turno. Una semana antes te volvemos a escribir.
...

-- leaves for lena@puerto.example --
Subject: La mesa del mié 1 de abr al mar 30 de jun: Luz Paz

Te llega esto porque sos suplente del miércoles 1 de abril de 2026 al martes 30 de junio de 2026.
...
* De turno: Luz Paz
...
* Suplente: Lena Ortiz
...
Si los nombres no son esos, avisá: respondé este mail, o cambiá el turno. Una semana antes te volvemos a escribir.
...

-- leaves for lena@puerto.example --
Subject: 1 hecha

Te llega esto porque le diste órdenes a la mesa. Esto es lo que pasó con ellas.
...
| acepto Luz, Lena
...
✓ El turno del miércoles 1 de abril de 2026 al martes 30 de junio de 2026 es de ustedes: Luz Paz de turno, Lena Ortiz suplente.
...

-- leaves for di@harbour.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Luz Paz

You get this because you coordinate the rota from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Luz Paz
...
* Backup: Lena Ortiz
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- later: 2026-03-25 09:05 +0000 --

-- leaves for luz@puerto.example --
Subject: La mesa es tuya desde el mié 1 de abr

Te llega esto porque tu turno empieza el miércoles 1 de abril de 2026. Termina el martes 30 de junio de 2026.
...
* De turno: Luz Paz
...
* Suplente: Lena Ortiz
...
* Casos abiertos: 0
...
* Mails retenidos: 0
...

-- leaves for lena@puerto.example --
Subject: El turno de Luz Paz empieza el mié 1 de abr

Te llega esto porque el turno en el que sos suplente empieza el miércoles 1 de abril de 2026. Termina el martes 30 de junio de 2026.
...
* De turno: Luz Paz
...
* Suplente: Lena Ortiz
...
* Casos abiertos: 0
...
* Mails retenidos: 0
...

-- later: 2026-04-02 09:05 +0100 --

-- leaves for ada@oaktree.example --
Subject: [H-1] Handing over to Luz Paz on Wed 1 Apr

You get this because your turn on duty ends and Luz Paz takes over on Wednesday 1 April 2026. Thank you for your time.
...
This is what Luz Paz will read. All cases of yours move unless you keep one. Whatever you want to add, answer this mail in plain lines: they are put
...
OPEN, AND WAITING FOR US
...
* none
...
HELD MAILS
...

-- leaves for ada@oaktree.example --
Subject: [H-1] Luz Paz has not taken over yet

You get this because the turn of Luz Paz began on Wednesday 1 April 2026, and the handover is not accepted. Ada Marsh stays on duty; nothing is lost.
...
Perhaps Luz Paz is away. A word to them may be enough: they can still accept at any time, with the mail that they have.
...

-- leaves for luz@puerto.example --
Subject: [H-1] La mesa pasa a vos

Te llega esto porque tu turno empieza el miércoles 1 de abril de 2026. Ada Marsh sigue de turno hasta que aceptes.
...
Los casos de Ada Marsh pasan a ser tuyos con una palabra; nombrá los que deban quedarse. Quien consulta se entera una sola vez, en tu próxima
...
ABIERTOS, NOS ESPERAN
...
* nada
...
MAILS RETENIDOS
...

-- leaves for lena@puerto.example --
Subject: El turno de Luz Paz empieza hoy

Te llega esto porque el turno en el que sos suplente empieza hoy. Termina el martes 30 de junio de 2026.
...
* De turno: Luz Paz
...
* Suplente: Lena Ortiz
...
* Casos abiertos: 0
...
* Mails retenidos: 0
...

-- leaves for lena@puerto.example --
Subject: [H-1] Luz Paz todavía no tomó el turno

Te llega esto porque el turno de Luz Paz empezó el miércoles 1 de abril de 2026 y el traspaso no está aceptado. Ada Marsh sigue de turno; no se
...
Quizás Luz Paz no está. Puede alcanzar con avisarle: todavía puede aceptar en cualquier momento, con el mail que tiene.
...

-- leaves for di@harbour.example --
Subject: [H-1] Luz Paz has not taken over yet

You get this because the turn of Luz Paz began on Wednesday 1 April 2026, and the handover is not accepted. Ada Marsh stays on duty; nothing is lost.
...
Perhaps Luz Paz is away. A word to them may be enough: they can still accept at any time, with the mail that they have.
...
