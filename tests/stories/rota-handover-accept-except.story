Three working days before her turn ends Ada reads what Ben will read, keeps one case and adds a line. Ben accepts all but
one: the rest is his, in one mail each. The client whom Ada had answered hears once that Ben takes over; Ada reads along.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
chair    Ben Cole, Tidemark  ben@tidemark.example  2026-04-01 to 2026-06-30
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-03-24 10:00 +0000

-- config --
[rota]
on = true

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
From: ada@oaktree.example
Answers: the mail

Hello Jo, could we talk on Thursday?

Ada

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: "Ada, Weave enquiries" <enquiries@weave.example>

Hello Jo, could we talk on Thursday?
...
Ada
...

-- mail --
From: Pat Doe <pat@farm.example>
To: enquiries@weave.example
Subject: Booking system

We need a booking system for our farm. Budget 8k.

-- leaves for pat@farm.example --
Subject: Re: Booking system [E-2]

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

-- reply --
From: ada@oaktree.example
Answers: the card

!claim

-- leaves for ada@oaktree.example --
Subject: [E-2] 1 done

-- mail --
From: Kim Ode <kim@choir.example>
To: enquiries@weave.example
Subject: Choir website

Our choir needs a new website. Budget 3k.

-- leaves for kim@choir.example --
Subject: Re: Choir website [E-3]

-- leaves for ada@oaktree.example --
Subject: [E-3] Choir website

-- leaves for ada@oaktree.example --
Subject: [E-3] Choir website

-- reply --
From: ada@oaktree.example
Answers: the card

!claim

-- leaves for ada@oaktree.example --
Subject: [E-3] 1 done

-- later: 2026-03-26 09:05 +0000 --

-- leaves for ben@tidemark.example --
Subject: The desk is yours from Wed 1 Apr

You get this because your turn on duty begins on Wednesday 1 April 2026. It ends on Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Open cases: 3, 2 of them wait for us
...
* Held mails: 0
...
Each mail of a client reaches the chair twice: the mail itself, whose answer goes to the client, and its card, whose answer stays inside. On the
...

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

-- leaves for ada@oaktree.example --
Subject: [E-3] Choir website

-- leaves for ada@oaktree.example --
Subject: [H-1] Handing over to Ben Cole on Wed 1 Apr

You get this because your turn on duty ends and Ben Cole takes over on Wednesday 1 April 2026. Thank you for your time.
...
This is what Ben Cole will read. All cases of yours move unless you keep one. Whatever you want to add, answer this mail in plain lines: they are put
...
OPEN, AND WAITING FOR US
...
* E-2 Pat Doe – opportunity, in hand (Ada Marsh)
...
next: the next step, Fri 27 Mar
...

-- reply --
From: ada@oaktree.example

keep E-3
Jo only wants to be rung in the mornings.

-- leaves for ada@oaktree.example --
Subject: [H-1] 1 done

You get this because you gave words to the desk in H-1. This is what became of them.
...
| keep E-3
...
✓ It stays with you: E-3
...

-- later: 2026-04-01 09:05 +0100 --

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

-- leaves for ada@oaktree.example --
Subject: [E-3] Choir website

-- leaves for di@harbour.example --
Subject: Nobody has been answered for 3 working days

You get this because Ada Marsh is on duty until Tuesday 31 March 2026 and you back up or coordinate. It happens to everybody; perhaps they need a
...
No person has written to an enquirer for 3 working days, while these wait:
...
* E-2 · opportunity · in hand · Ada Marsh · Thursday 26 March 2026
...
* E-3 · opportunity · in hand · Ada Marsh · Thursday 26 March 2026
...
Claim one, ask Ada Marsh how things are, or stand in for some days. This mail comes once a turn and goes to nobody else.
...

-- leaves for ben@tidemark.example --
Subject: [H-1] The desk is handed over to you

You get this because your turn on duty begins on Wednesday 1 April 2026. Ada Marsh stays on duty until you accept.
...
The cases of Ada Marsh become yours with one word; name those that should stay. Clients are told in your next answer, once. To write to a client,
...
OPEN, AND WAITING FOR US
...
* E-2 Pat Doe – opportunity, in hand (Ada Marsh)
...
next: the next step, Wed 1 Apr
...

-- reply --
From: ben@tidemark.example

accept except E-2

-- then --
E-1 is owned by Ben
E-2 is owned by Ada
E-3 is owned by Ada

-- leaves for ada@oaktree.example --
Subject: [H-1] Ben Cole has taken over

You get this because you handed over to Ben Cole, or coordinate it. Thank you.
...
Moved: E-1
...
Stay with Ada Marsh: E-3, E-2
...
For 10 working days Ada Marsh still gets a copy of what clients answer in these cases. If you would like the hours of your turn to count, note them.
...

-- leaves for ben@tidemark.example --
Subject: [H-1] 1 done

You get this because you gave words to the desk in H-1. This is what became of them.
...
| accept except E-2
...
✓ You are on duty. Yours now: E-1
...

-- mail --
From: Lou Ash <lou@bakery.example>
To: enquiries@weave.example
Subject: Bakery app

We want an app for our bakery. Budget 10k.

-- leaves for lou@bakery.example --
Subject: Re: Bakery app [E-4]

-- leaves for ben@tidemark.example --
Subject: [E-4] Bakery app

-- leaves for ben@tidemark.example --
Subject: [E-4] Bakery app

-- reply --
From: jo@shop.example

Thursday is fine.

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- reply --
From: ben@tidemark.example
Answers: the mail

Hello Jo, until Thursday then.

Ben

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: "Ben, Weave enquiries" <enquiries@weave.example>

Ben is taking over from Ada.
...
Hello Jo, until Thursday then.
...
Ben
...

-- reply --
From: jo@shop.example

See you.

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop

-- reply --
From: ben@tidemark.example
Answers: the mail

See you, Jo.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: "Ben, Weave enquiries" <enquiries@weave.example>

See you, Jo.
...
