The invitation is an entry for the calendar. Whoever says yes in the calendar has said yes to the desk, as long as the
mail is proven to be theirs; a forged one does nothing.

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-03-31
member   Cy Dunn, Lantern  cy@lantern.example
member   Di Fox, Oaktree  di@oaktree.example  role coordinator
now      2026-03-03 10:00 +0000

-- config --
[desk]
instance = "weave-1"
[rota]
on = true

-- later: 2026-03-04 09:05 +0000 --

-- leaves for cy@lantern.example --
Subject: Will you take the desk from Wed 1 Apr to Tue 30 Jun?

You get this because it is the turn of Lantern to be asked: who looks after the enquiries from Wednesday 1 April 2026 to Tuesday 30 June 2026?
...
One person chairs, one backs up. The chair answers what comes in, or passes it on; the cards say what is missing and what fits, and one word does the
...
Backup: a second name that you give; otherwise Ada Marsh.
...
Please answer by Wednesday 11 March 2026. After that the next co-op is asked; a later yes still counts while nobody has taken it. Your calendar's yes
...

-- mail --
From: Cy Dunn <cy@lantern.example>
To: enquiries@weave.example
Subject: Accepted: Will you take the desk
Trust: none
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:turn-2026-04-01.weave-1@weave.example
SEQUENCE:1
DTSTART;VALUE=DATE:20260401
ORGANIZER:mailto:enquiries@weave.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:cy@lantern.example
END:VEVENT
END:VCALENDAR

-- nothing leaves --

-- mail --
From: Cy Dunn <cy@lantern.example>
To: enquiries@weave.example
Subject: Tentative: Will you take the desk
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:turn-2026-04-01.weave-1@weave.example
SEQUENCE:1
DTSTART;VALUE=DATE:20260401
ORGANIZER:mailto:enquiries@weave.example
ATTENDEE;PARTSTAT=TENTATIVE:mailto:cy@lantern.example
END:VEVENT
END:VCALENDAR

-- nothing leaves --

-- mail --
From: Cy Dunn <cy@lantern.example>
To: enquiries@weave.example
Subject: Accepted: Will you take the desk
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:turn-2026-04-01.weave-1@weave.example
SEQUENCE:1
DTSTART;VALUE=DATE:20260401
ORGANIZER:mailto:enquiries@weave.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:cy@lantern.example
END:VEVENT
END:VCALENDAR

-- leaves for cy@lantern.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you are on duty from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for ada@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you are the backup from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- leaves for di@oaktree.example --
Subject: The desk from Wed 1 Apr to Tue 30 Jun: Cy Dunn

You get this because you coordinate the rota from Wednesday 1 April 2026 to Tuesday 30 June 2026.
...
* Chair: Cy Dunn
...
* Backup: Ada Marsh
...
If the names are not right, say so: answer this mail, or swap. A week before it begins you hear from us again.
...

-- mail --
From: Cy Dunn <cy@lantern.example>
To: enquiries@weave.example
Subject: Declined: The desk
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:turn-2026-04-01.weave-1@weave.example
SEQUENCE:2
DTSTART;VALUE=DATE:20260401
ORGANIZER:mailto:enquiries@weave.example
ATTENDEE;PARTSTAT=DECLINED:mailto:cy@lantern.example
END:VEVENT
END:VCALENDAR

-- leaves for di@oaktree.example --
Subject: Cy Dunn cannot take the desk after all?

You get this because the calendar of Cy Dunn says no to a turn that is theirs: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Nothing has been changed. Whoever cannot do it may be away on those days, or swap with somebody.
...

-- leaves for cy@lantern.example --
Subject: Cy Dunn cannot take the desk after all?

You get this because the calendar of Cy Dunn says no to a turn that is theirs: Wednesday 1 April 2026 to Tuesday 30 June 2026, in 28 days.
...
Nothing has been changed. Whoever cannot do it may be away on those days, or swap with somebody.
...
