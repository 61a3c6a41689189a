The incoming chair is silent. The outgoing one stays on duty, backup and coordinator know, and a later yes still counts.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
chair    Ben Cole, Tidemark  ben@tidemark.example  2026-04-01 to 2026-06-30
backup   Cy Dunn, Lantern  cy@lantern.example  2026-04-01 to 2026-06-30
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-03-30 10:00 +0100

-- config --
[rota]
on = true

-- later: 2026-04-02 09:05 +0100 --

-- leaves for ben@tidemark.example --
Subject: The desk is yours from today

You get this because your turn on duty begins today. It ends on Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Cy Dunn
...
* Open cases: 0
...
* Held mails: 0
...

-- leaves for cy@lantern.example --
Subject: The turn of Ben Cole begins today

You get this because the turn that you back up begins today. It ends on Tuesday 30 June 2026.
...
* Chair: Ben Cole
...
* Backup: Cy Dunn
...
* Open cases: 0
...
* Held mails: 0
...

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

-- reply --
From: ben@tidemark.example
To-The-Last-Mail-For: ben@tidemark.example

accept

-- leaves for ben@tidemark.example --
Subject: [E-1] Web shop

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
