Our receipt meets a program that answers everything and marks nothing. The storm ends by itself: one receipt in a
case, and no more than three a day.

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
From: Robot <robot@robots.example>
To: enquiries@weave.example
Subject: Hello from the robot

We are looking for somebody who builds a web site. Our budget is 1,000 pounds.

-- leaves for robot@robots.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: robot@robots.example
Client: gmail-en

Thank you for your mail. We shall answer it soon.

-- nothing leaves for robot@robots.example --
-- may leave for ada@oaktree.example --

-- reply --
From: robot@robots.example
Client: gmail-en

Thank you for your mail. We shall answer it soon.

-- nothing leaves for robot@robots.example --
-- may leave for ada@oaktree.example --

-- then --
there is 1 case
