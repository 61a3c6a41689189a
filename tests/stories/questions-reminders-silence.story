The chair asks for what is missing. The client says nothing: two reminders with the same questions, then a friendly
notice that the case is closed for now. An answer opens it again.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-03 10:00 +0000

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We are looking for a co-op that builds us a web shop.

-- then --
E-1 is acknowledged, opportunity

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: thunderbird-en
Answers: the card

!ask budget when

-- then --
E-1 is awaiting_info, owned by Ada Marsh, waiting on the client

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: *Weave enquiries*

...
1*
...
2*
...

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- later: 2026-03-09 09:55 +0000 --
-- nothing leaves --

-- later: 2026-03-09 17:00 +0000 --
-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
Auto-Submitted: auto-generated

-- later: 2026-03-13 17:00 +0000 --
-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
Auto-Submitted: auto-generated

-- later: 2026-03-17 17:00 +0000 --
-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
Auto-Submitted: auto-generated
-- may leave for ada@oaktree.example --

-- then --
E-1 is closed, waiting on nobody

-- reply --
From: jo@shop.example
Client: gmail-en

Sorry, I was ill. We have 20k and would like to open in May.

-- then --
E-1 is reopened, owned by Ada Marsh

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
-- nothing leaves for jo@shop.example --
