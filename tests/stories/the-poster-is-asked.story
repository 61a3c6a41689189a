A lead on the list is too big for the co-op that got it. The chair asks the poster whether the desk may keep it; the
poster's one word opens the draft, and the list hears nothing (scenario 31).

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
List-Id: <list.weave.example>
Subject: A lead too big for us

Hi all, we got a lead that is too big for us: an app for a school, about 40 days of work. Who wants to share it?

Cy

-- leaves for ada@oaktree.example --
Subject: [list] A lead too big for us

...
Cy Dunn
...

-- reply --
From: ada@oaktree.example
Client: gmail-en

!ask
So that nobody forgets it.

-- then --
there are 0 cases

-- leaves for cy@lantern.example --
Subject: [list] A lead too big for us

...
Ada Marsh
...
So that nobody forgets it.
...

-- leaves for ada@oaktree.example --
Subject: *1 done*
-- nothing leaves for list@weave.example --

-- reply --
From: cy@lantern.example
Client: iphone-en

Yes

-- then --
O-1 is draft, owned by Ada Marsh

-- leaves for cy@lantern.example --
-- leaves for ada@oaktree.example --
Subject: [O-1] A lead too big for us
-- nothing leaves for list@weave.example --
