Nobody says yes. The coordinator learns when everybody was asked, every co-op hears of it a week before, and the chair of
the turn before stays on duty until somebody takes it.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
member   Ben Cole, Tidemark  ben@tidemark.example
member   Di Fox, Oaktree  di@oaktree.example  role coordinator
now      2026-03-04 09:30 +0000

-- config --
[rota]
on = true

-- later: 2026-03-04 09:35 +0000 --

-- leaves for ben@tidemark.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Tidemark to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Ada Marsh.
...
Please answer by Wednesday 11 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- reply --
From: ben@tidemark.example

no

-- leaves for ada@oaktree.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Oaktree to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Di Fox.
...
Please answer by Wednesday 11 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- leaves for di@oaktree.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because you coordinate the rota: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Tidemark cannot take it. The next co-op has been asked.
...
Asked so far:
...
* Tidemark: no
...
* Oaktree: no answer yet
...

-- leaves for ben@tidemark.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| no
...
✓ Noted: not this time, for the turn from Wednesday 1 April 2026. Thank you for saying so.
...

-- reply --
From: ada@oaktree.example

no

-- leaves for di@oaktree.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because you coordinate the rota: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Every co-op has been asked, and nobody has taken it.
...
Asked so far:
...
* Tidemark: no
...
* Oaktree: no
...

-- leaves for ada@oaktree.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| no
...
✓ Noted: not this time, for the turn from Wednesday 1 April 2026. Thank you for saying so.
...

-- later: 2026-03-25 09:05 +0000 --

-- leaves for di@oaktree.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because the desk needs somebody: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 7 days.
...
Whoever takes it first has it; one word is enough.
...
Asked so far:
...
* Tidemark: no
...
* Oaktree: no
...

-- leaves for ada@oaktree.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because the desk needs somebody: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 7 days.
...
Whoever takes it first has it; one word is enough.
...
Asked so far:
...
* Tidemark: no
...
* Oaktree: no
...

-- leaves for ben@tidemark.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because the desk needs somebody: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 7 days.
...
Whoever takes it first has it; one word is enough.
...
Asked so far:
...
* Tidemark: no
...
* Oaktree: no
...

-- later: 2026-04-07 10:00 +0100 --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- reply --
From: ben@tidemark.example

accept

-- leaves for ben@tidemark.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Ben Cole

You get this because you are on duty from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for ben@tidemark.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| accept
...
✓ The turn from Wednesday 1 April 2026 to Tuesday 30 June 2026 is yours: Ben Cole chairs, Ada Marsh backs up.
...

-- leaves for ben@tidemark.example --
Subject: [H-1] The desk is handed over to you

You get this because your turn on duty begins on Wednesday 1 April 2026. Ada Marsh stays on duty until you accept.
...
The cases of Ada Marsh become yours with one word; name those that should stay. Clients are told in your next answer, once. To write to a client,
...
OPEN, AND WAITING FOR US
...
* E-1 Jo Ruiz – opportunity, waits for somebody (nobody yet)
...
next: somebody takes it, Tue 7 Apr
...

-- leaves for ada@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Ben Cole

You get this because you are the backup from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for ada@oaktree.example --
Subject: [H-1] Handing over to Ben Cole on Wed 1 Apr

You get this because your turn on duty ends and Ben Cole takes over on Wednesday 1 April 2026. Thank you for your time.
...
This is what Ben Cole will read. All cases of yours move unless you keep one. Whatever you want to add, answer this mail in plain lines: they are put
...
OPEN, AND WAITING FOR US
...
* E-1 Jo Ruiz – opportunity, waits for somebody (nobody yet)
...
next: somebody takes it, Tue 7 Apr
...

-- leaves for ada@oaktree.example --
Subject: The turn of Ben Cole begins today

You get this because the turn that you back up begins today. It ends on Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Ada Marsh
...
* Open cases: 1, 1 of them wait for us
...
* Held mails: 0
...

-- leaves for di@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Ben Cole

You get this because you coordinate the rota from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- later: 2026-04-07 10:30 +0100 --
