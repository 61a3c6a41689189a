One address writes four times in a day, each time about something new. It gets three receipts and no fourth; every one
of the mails reaches the chair.

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

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: An app

We are also looking for somebody who develops an app for our customers, with a budget of 9,000 pounds.

-- leaves for jo@shop.example --
Subject: Re: An app [E-2]
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: A till

We also need software for our till. Our budget is 3,000 pounds.

-- leaves for jo@shop.example --
Subject: Re: A till [E-3]
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: A database

And we want a database of our plants. The budget is 2,000 pounds.

-- then --
there are 4 cases

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
