A co-op from abroad wants to join. The chair puts it to the members with one word; the text names nobody. What comes back
from the group, by mail or by its program, is a note that she reads and nothing else: it executes nothing, and who wrote
it is no part of the conversation with the client. A holiday notice of the group counts for nothing (scenario 33).

-- network --
name     Weave
domain   weave.example
speaks   en, es, pt
zone     Europe/London
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-01-01 to 2026-06-30
member   Cy Dunn, Lantern  cy@lantern.example  does wordpress, php
now      2026-03-03 10:00 +0000

-- config --
[channels.loomio]
address = "weave@loomio.example"

[channels.forum]
address = "work@forum.example"

-- mail --
From: Freja Holm <freja@holmkode.example>
To: enquiries@weave.example
Subject: Membership of Holmkode

We are a worker co-op of web developers in Aarhus, Denmark, and we would like to join your network as a member.

Freja Holm

-- leaves for freja@holmkode.example --
-- leaves for ada@oaktree.example --
From: *Freja Holm via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

...
Prepared for the members (loomio). Nothing of it has left:
| A co-op from outside our region asked to join.
...
 * **post** loomio
...

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!post loomio

-- then --
E-1 is owned, join, owned by Ada Marsh

-- leaves for weave@loomio.example --
Subject: Who knows a network near them? [E-1]
From: *Weave desk*

A co-op from outside our region asked to join. We cannot take them in and would like to send them somewhere good.
...
Answer this message, and the desk of Weave hears it
...
Ada Marsh
Weave enquiries

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: Tove Lund <tove@nordkoop.example>
To-The-Last-Mail-For: weave@loomio.example
Client: gmail-en

!close
There is a federation of tech co-ops in Copenhagen, ask for Mads.

-- then --
E-1 is owned by Ada Marsh
there are 1 cases

-- leaves for ada@oaktree.example --
Subject: [E-1] Membership of Holmkode

You get this because somebody answered in loomio about E-1.
...
Tove Lund <tove@nordkoop.example> writes:
...
| There is a federation of tech co-ops in Copenhagen, ask for Mads.
...

-- nothing leaves for freja@holmkode.example --

-- reply --
From: Loomio <notifications@loomio.example>
To-The-Last-Mail-For: weave@loomio.example
Client: gmail-en
Auto-Submitted: auto-generated
Precedence: list

Mads Berg replied to "Who knows a network near them?": I know them, shall I write to them?

-- leaves for ada@oaktree.example --
Subject: [E-1] Membership of Holmkode

...
| Mads Berg replied to "Who knows a network near them?": I know them, shall I write to them?
...

-- reply --
From: Loomio <notifications@loomio.example>
To-The-Last-Mail-For: weave@loomio.example
Client: vacation

I am away until Monday.

-- nothing leaves --

-- reply --
From: cy@lantern.example
To-The-Last-Mail-For: weave@loomio.example
Client: outlook-en

!decline
I know somebody there as well.

-- then --
E-1 is owned by Ada Marsh
there are 1 cases

-- leaves for ada@oaktree.example --

...
| I know somebody there as well.
...
-- nothing leaves for cy@lantern.example --

-- mail --
From: Tove Lund <tove@nordkoop.example>
To: enquiries@weave.example
Subject: Re: Who knows a network near them? [E-1]

And another thing, about the case.

-- then --
there are 2 cases

-- may leave for tove@nordkoop.example --
-- may leave for ada@oaktree.example --
-- may leave for ada@oaktree.example --
