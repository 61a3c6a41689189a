No turn covers the day. The mail goes to the coordinator, and so do the reminders.

-- network --
name     Weave
domain   weave.example
speaks   en
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-04-01 to 2026-06-30
member   Di Fox, Harbour  di@harbour.example  role coordinator
now      2026-03-03 10:00 +0000

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- then --
E-1 is acknowledged, owned by nobody

-- leaves for jo@shop.example --
-- leaves for di@harbour.example --
From: *Jo Ruiz via Weave*
-- leaves for di@harbour.example --
From: *Weave desk*
-- nothing leaves for ada@oaktree.example --

-- later: 2026-03-03 14:05 +0000 --
-- leaves for di@harbour.example --
Subject: [E-1] Web shop
