The first co-op does not answer for five working days: the next one is asked. The first one says yes after all, and that
counts, because nobody else had taken the turn; whoever was asked besides is told.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
member   Ben Cole, Tidemark  ben@tidemark.example
member   Cy Dunn, Lantern  cy@lantern.example
member   Di Fox, Oaktree  di@oaktree.example  role coordinator
now      2026-03-03 10:00 +0000

-- config --
[rota]
on = true

-- later: 2026-03-04 09:05 +0000 --

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

-- later: 2026-03-11 09:05 +0000 --

-- leaves for ben@tidemark.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Tidemark to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Ada Marsh.
...
Please answer by Wednesday 18 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- leaves for di@oaktree.example --
Subject: Nobody has the desk from Wed 1 Apr to Tue 30 Jun yet

You get this because you coordinate the rota: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 21 days.
...
Lantern has not answered for five working days. The next co-op has been asked.
...
Asked so far:
...
* Lantern: silent
...
* Tidemark: no answer yet
...

-- reply --
From: cy@lantern.example
Client: iphone-en

Yes

-- leaves for cy@lantern.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you are on duty from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for cy@lantern.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| Yes
...
✓ The turn from Wednesday 1 April 2026 to Tuesday 30 June 2026 is yours: Cy Dunn chairs, Ada Marsh backs up.
...

-- leaves for ada@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you are the backup from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for di@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you coordinate the rota from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for ben@tidemark.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun is with Cy Dunn

You get this because you were asked to take a turn: Cy Dunn looks after the desk from Wednesday 1 April 2026 to Tuesday 30 June 2026. You need not do
...

-- reply --
From: ben@tidemark.example

accept

-- leaves for ben@tidemark.example --
Subject: 1 problem, nothing was sent

You get this because you gave words to the desk. This is what became of them.
...
| accept
...
✗ Cy Dunn has taken it already. Thank you all the same.
...
Nothing has left for anybody outside. What is right and stays inside has been done.
...
