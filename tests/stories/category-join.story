A digital co-op in the north of England asks to join and one in Denmark does. Both get a receipt and nothing more: the
answer for the one abroad is prepared with a signpost, and waits for the chair (scenario 3 up to the prepared answer).

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
From: Nell Archer <nell@pennine.example>
To: enquiries@weave.example
Subject: Can we join?

Hello! We're a digital co-op in the north of England, can we join your network? There are five of us.

Nell Archer
Pennine Pixels Co-op

-- then --
E-1 is acknowledged, join, in en, from nell@pennine.example, with region inside

-- leaves for nell@pennine.example --
Subject: Re: Can we join? [E-1]
-- leaves for ada@oaktree.example --
From: *Nell Archer via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- mail --
From: Freja Holm <freja@holmkode.example>
To: enquiries@weave.example
Subject: Membership

We are a worker co-op of web developers in Aarhus, Denmark, and we would like to join your network as a member.

Freja Holm

-- then --
E-2 is acknowledged, join, with region outside
there are 2 cases
no mails are held

-- leaves for freja@holmkode.example --
Subject: Re: Membership [E-2]
Auto-Submitted: auto-replied
-- leaves for ada@oaktree.example --
From: *Freja Holm via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
 * Our members are from our region, so the answer is a no. Make it a kind one, for they are colleagues.
...
| our members are co-ops in one region (United Kingdom), so we cannot take you in as a member.
...
| - The International Cooperative Alliance is the world federation of co-operatives.
...
Signposts: ica (International Cooperative Alliance), patio (Patio), local-federation (your local federation)
...
