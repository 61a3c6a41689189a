Cy learns along in Ada's turn: copies of the cards, no reminders, and nobody waits for his answer.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-03-03 10:00 +0000

-- order: cy@lantern.example --
!shadow

-- leaves for ada@oaktree.example --
Subject: The desk from Thu 1 Jan to Tue 30 Jun: Ada Marsh

You get this because you are on duty from Thursday 1 January 2026 to Tuesday 30 June 2026. Somebody learns along.
...
* Chair: Ada Marsh
...
* Learns along: Cy Dunn
...
If the names are not right, say so: answer this mail, or swap.
...

-- leaves for cy@lantern.example --
Subject: The desk from Thu 1 Jan to Tue 30 Jun: Ada Marsh

You get this because you learn along from Thursday 1 January 2026 to Tuesday 30 June 2026. Somebody learns along.
...
* Chair: Ada Marsh
...
* Learns along: Cy Dunn
...
If the names are not right, say so: answer this mail, or swap.
...

-- leaves for cy@lantern.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !shadow
...
✓ Cy Dunn learns along in the turn from Thursday 1 January 2026.
...

-- leaves for di@harbour.example --
Subject: The desk from Thu 1 Jan to Tue 30 Jun: Ada Marsh

You get this because you coordinate the rota from Thursday 1 January 2026 to Tuesday 30 June 2026. Somebody learns along.
...
* Chair: Ada Marsh
...
* Learns along: Cy Dunn
...
If the names are not right, say so: answer this mail, or swap.
...

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

-- leaves for cy@lantern.example --
Subject: [E-1] Web shop

-- later: 2026-03-03 14:05 +0000 --

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- order: ada@oaktree.example --
!hours 2,5

-- leaves for ada@oaktree.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !hours 2,5
...
✓ 2.5 hours are noted for the time on duty.
...
