A member writes to the desk and the list in one mail: two arrivals, one on each table, and the list is not answered.

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
To: list@weave.example, enquiries@weave.example
Subject: Office dog

Our office dog had puppies, come and see them.

-- nothing leaves for list@weave.example --
-- may leave for cy@lantern.example --
-- may leave for ada@oaktree.example --

-- then --
nothing is parked
