A doctoral student asks for a survey: that is research. A seller's circular is a promotion: it gets no automatic
answer, and nobody is reminded of it (scenario 5 without the daily line).

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
From: Ines Falk <ines@uni-north.example>
To: enquiries@weave.example
Subject: Survey for my PhD

Dear all, I am a PhD student and I study how worker co-operatives make decisions. For my thesis I would like to ask
your members to fill in a short survey. Would that be possible?

Ines Falk

-- then --
E-1 is acknowledged, research, in en

-- leaves for ines@uni-north.example --
Subject: Re: Survey for my PhD [E-1]
-- leaves for ada@oaktree.example --
From: *Ines Falk via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- order: ada@oaktree.example --
E-1 !close

-- may leave for ada@oaktree.example --

-- mail --
From: Hilltop Hosting <news@hilltop.example>
To: enquiries@weave.example
Subject: Our new hosting packages for software companies
Precedence: bulk
List-Unsubscribe: <mailto:stop@hilltop.example>

Dear customers and friends, we are pleased to present our new managed hosting packages. Our company offers servers and
backups to software companies at a special price until the end of the month. Visit our web site or book a demo.

-- then --
E-2 is promotion

-- nothing leaves for news@hilltop.example --
-- may leave for ada@oaktree.example --

-- later: 2026-03-06 16:55 +0000 --
-- nothing leaves --
