A shop asks for a web site. The shop gets a receipt; the chair gets the shop's mail and a card, is reminded after
four working hours and one working day, and then everybody hears.

-- network --
name     FIT
domain   fit.example
speaks   es, en
chair    Ana Paz, Camba  ana@camba.example  2026-03-01 to 2026-05-31
member   Lu Gil, Fiqus  lu@fiqus.example  does elixir, react
now      2026-03-03 10:00 -0300

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@fit.example
Subject: Web shop
Message-ID: <1@shop.example>

We want a web shop. Budget about 20k, start in May.

-- then --
E-1 is acknowledged, opportunity, in en, from jo@shop.example, waiting on the chair, because it says "budget"

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
In-Reply-To: <1@shop.example>
Auto-Submitted: auto-replied

...
Jo
...

-- leaves for ana@camba.example --
Subject: [E-1] Web shop
From: *Jo Ruiz via FIT*

We want a web shop. Budget about 20k, start in May.
...

-- leaves for ana@camba.example --
Subject: [E-1] Web shop
From: *FIT desk*

...
budget
...

-- later: 2026-03-03 14:05 -0300 --
-- leaves for ana@camba.example --
Subject: [E-1] Web shop

-- later: 2026-03-04 10:05 -0300 --
-- leaves for ana@camba.example --
Subject: [E-1] Web shop

-- later: 2026-03-05 10:05 -0300 --
-- leaves for ana@camba.example --
Subject: [E-1] Web shop
-- leaves for lu@fiqus.example --
Subject: [E-1] Web shop
