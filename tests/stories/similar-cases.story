A student asks for interviews, and the case is closed. When another one asks, the card names the first and how it ended.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
now      2026-03-03 10:00 +0000

-- mail --
From: Ines Falk <ines@uni-north.example>
To: enquiries@weave.example
Subject: Interviews for my PhD

I am a PhD student and I would like to interview your members for my thesis about worker co-operatives.

-- leaves for ines@uni-north.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- order: ada@oaktree.example --
E-1 !close answered

-- may leave for ada@oaktree.example --

-- mail --
From: Otto Brandt <otto@uni-south.example>
To: enquiries@weave.example
Subject: Master thesis

I am writing my master thesis on co-operatives and would like to ask your members to fill in a short survey.

-- then --
E-2 is research

-- leaves for otto@uni-south.example --
-- leaves for ada@oaktree.example --
From: *Otto Brandt*
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
Similar cases of the past:
 * E-1 (answered): Interviews for my PhD
...
