Each working morning at half past eight the chair reads what lies at the desk, if anything does: what nobody took, what is
late, and what is of low priority, which is told nowhere else. A line of it claims a case. On Saturday nothing comes.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
now      2026-03-05 14:00 +0000

-- config --
[daily]
on = true

-- later: 2026-03-05 14:05 +0000 --
-- nothing leaves --

-- mail --
From: Max Hill <max@hilltop.example>
To: enquiries@weave.example
Subject: Our new platform

We have built an amazing new platform for project teams. Our company offers it at a special price, and we would love to present it to your members. Book a demo today.

Max

-- may leave for max@hilltop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- later: 2026-03-06 08:35 +0000 --
-- leaves for ada@oaktree.example --
Subject: Weave desk this morning: 0 waiting

...
Low priority, no reminders:
 * E-1
...

-- later: 2026-03-08 10:00 +0000 --
-- nothing leaves --

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop for Ruiz Plants

We are looking for a co-op that builds us a web shop in WordPress. Our budget is 20,000 pounds, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- later: 2026-03-09 08:35 +0000 --
-- leaves for ada@oaktree.example --
Subject: Weave desk this morning: 1 waiting

...
Nobody has taken these yet:
 * E-2 opportunity
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
To-The-Last-Mail-For: ada@oaktree.example

claim E-2

-- then --
E-2 is owned, owned by Ada Marsh

-- leaves for ada@oaktree.example --
Subject: [E-2] 1 done
