A shop is asked, put on hold, and answered.

-- network --
name     FIT
domain   fit.example
speaks   en, es
chair    Ana Paz, Camba  ana@camba.example  2026-03-01 to 2026-05-31
backup   Lu Gil, Fiqus  lu@fiqus.example  2026-03-01 to 2026-05-31
member   Bo Lima, Tera  bo@tera.example  does django  speaks pt
now      2026-03-03 10:00 -0300

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@fit.example
Cc: Mia <mia@shop.example>
Subject: Web shop
Message-ID: <1@shop.example>

We want a web shop. Budget about 20k, start in May.

-- then --
E-1 is acknowledged, opportunity, in en, from jo@shop.example, with budget_max 20000, waiting on the chair
there is 1 case
nothing is parked

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
Auto-Submitted: auto-replied
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --

-- reply --
From: ana@camba.example
Answers: the card
Client: outlook-en

!ask when who

-- leaves for jo@shop.example --
From: *Ana, FIT*
Subject: Re: Web shop [E-1]
-- leaves for mia@shop.example --
-- leaves for ana@camba.example --
Subject: [E-1] 1 done

-- then --
E-1 is awaiting information, owned by Ana Paz, waiting on the client

-- reply --
From: jo@shop.example
Client: iphone-en

In May. I decide.

-- leaves for ana@camba.example --
Subject: [E-1] Web shop
From: *Jo Ruiz via FIT*
-- leaves for ana@camba.example --

-- reply --
From: ana@camba.example
Answers: the card
Client: gmail-en

!hold until 20 March

-- leaves for ana@camba.example --
-- then --
E-1 is on hold, owned

-- order: lu@fiqus.example --
E-1 !note hello

-- leaves for lu@fiqus.example --

-- reply --
From: ana@camba.example
To-The-Last-Mail-For: ana@camba.example
Answers: the mail
Client: thunderbird-en

Hello Jo, here is what we think.

-- leaves for jo@shop.example --
...
Hello Jo, here is what we think.
...
-- leaves for mia@shop.example --
-- then --
E-1 is answered, waiting on the client
