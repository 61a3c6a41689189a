Vacation notes, delivery reports, list administration and mail of our own that comes back: none opens a case, none is
answered (scenario 20 for mail that is marked).

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
From: Pat Moor <pat@elsewhere.example>
To: enquiries@weave.example
Subject: Automatic reply: Hello
Auto-Submitted: auto-replied

I am out of the office until Monday and shall need a web shop by then.

-- nothing leaves --

-- mail --
Return-Path: <>
From: Mail Delivery System <mailer-daemon@elsewhere.example>
To: enquiries@weave.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.elsewhere.example

Final-Recipient: rfc822; nobody@elsewhere.example
Action: failed
Status: 5.1.1

--b1--

-- nothing leaves --

-- mail --
From: Forum <notices@forum.example>
To: enquiries@weave.example
Subject: [Forum] Summary of the week
Auto-Submitted: auto-generated
Precedence: bulk
List-Id: <summary.forum.example>

New topics: a budget for our website, looking for a developer.

-- nothing leaves --

-- then --
there are no cases
nothing is parked
no mails are held
