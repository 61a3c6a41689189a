The chair is away for two weeks: new enquiries and the client's answers go to the backup, who may answer them; afterwards
they go to the chair again, and nobody has to switch anything. The receipt says nothing about it.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-07-01 to 2026-09-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-07-01 to 2026-09-30
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-07-29 10:00 +0100

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

Hello Jo, tell us more.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: "Ada, Weave enquiries" <enquiries@weave.example>

Hello Jo, tell us more.
...

-- order: ada@oaktree.example --
!away 1–15 Aug

-- leaves for ben@tidemark.example --
Subject: Ada Marsh is away from Sat 1 Aug to Sat 15 Aug

You get this because you act for the desk meanwhile: Ada Marsh is away from Saturday 1 August 2026 to Saturday 15 August 2026.
...
New enquiries and the answers of clients go to Ben Cole on these days, and back to Ada Marsh afterwards. Nobody has to switch anything.
...

-- leaves for ada@oaktree.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !away 1–15 Aug
...
✓ Noted: away from Saturday 1 August 2026 to Saturday 15 August 2026. Whoever acts meanwhile knows.
...

-- later: 2026-08-03 10:00 +0100 --

-- mail --
From: Pat Doe <pat@farm.example>
To: enquiries@weave.example
Subject: Booking system

We need a booking system for our farm. Budget 8k.

-- leaves for pat@farm.example --
Subject: Re: Booking system [E-2]

-- leaves for ben@tidemark.example --
Subject: [E-2] Booking system

-- leaves for ben@tidemark.example --
Subject: [E-2] Booking system

-- reply --
From: jo@shop.example

It is for 400 products.

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- reply --
From: ben@tidemark.example
Answers: the mail

Thank you, Jo.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: "Ben, Weave enquiries" <enquiries@weave.example>

Thank you, Jo.
...

-- order: ben@tidemark.example --
!away 5 Aug to 7 Aug

-- leaves for di@harbour.example --
Subject: Ben Cole is away from Wed 5 Aug to Fri 7 Aug

You get this because nobody of the rota is there on some of these days, and you coordinate: Ben Cole is away from Wednesday 5 August 2026 to Friday 7
...
Chair and backup are both away, and nobody else of the co-op on duty is there: what comes in reaches you.
...

-- leaves for ben@tidemark.example --
Subject: 1 done

You get this because you gave words to the desk. This is what became of them.
...
| !away 5 Aug to 7 Aug
...
✓ Noted: away from Wednesday 5 August 2026 to Friday 7 August 2026. Whoever acts meanwhile knows.
...

-- later: 2026-08-17 10:00 +0100 --

-- leaves for ben@tidemark.example --
Subject: [E-2] Booking system

-- leaves for ben@tidemark.example --
Subject: [E-2] Booking system

-- leaves for di@harbour.example --
Subject: [E-2] Booking system

-- leaves for di@harbour.example --
Subject: [E-2] Booking system

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

-- leaves for ada@oaktree.example --
Subject: [E-2] Booking system

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
