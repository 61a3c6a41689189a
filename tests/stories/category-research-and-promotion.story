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
From: Growth Team <news@rankfaster.example>
To: enquiries@weave.example
Subject: We get your agency on page one
Precedence: bulk
List-Unsubscribe: <mailto:stop@rankfaster.example>

Hi there, our agency offers SEO packages and guest posts. We can get you on page one of Google within thirty days.
Book a demo of our services today and get 20 % off!

-- then --
E-2 is promotion

-- nothing leaves for news@rankfaster.example --
-- may leave for ada@oaktree.example --

-- later: 2026-03-06 16:55 +0000 --
-- nothing leaves --
