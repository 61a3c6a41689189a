Our mail server has marked a mail as spam, and another one is plainly link building. Neither is answered, nobody is sent
a card, nobody is reminded.

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
From: Prize Office <prize@lottery.example>
To: enquiries@weave.example
Subject: You have won
X-Spam-Flag: YES

Dear winner, claim your prize of 5,000,000 dollars today by sending us your bank details.

-- nothing leaves --

-- later: 2026-03-06 16:00 +0000 --
-- nothing leaves --
