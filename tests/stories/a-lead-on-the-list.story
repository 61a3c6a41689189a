A member posts to the watched list that they have a lead that is too big for them. The post is filed as "share" and the
chair gets a card; the list is never answered. A post about lunch is a line in the digest and nothing else (scenario
31 up to the card).

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
From: Cy Dunn <cy@lantern.example>
To: list@weave.example
Subject: [list] A lead that is too big for us
List-Id: <list.weave.example>
List-Post: <mailto:list@weave.example>
Precedence: list

Hi all, we got a lead that is too big for us: a charity needs a new website with a members' area, budget around 40k.
Is anybody interested in taking it on with us? Please answer by Friday.

Cy

-- nothing leaves for cy@lantern.example --
-- nothing leaves for list@weave.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- mail --
From: Ben Cole <ben@tidemark.example>
To: list@weave.example
Subject: [list] Lunch on Thursday
List-Id: <list.weave.example>
Precedence: list

Does anybody want to have lunch together on Thursday? I know a place by the canal.

Ben

-- nothing leaves --
