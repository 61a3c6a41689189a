The chair records a feasible lead: the opportunity is opened and nobody is called. Another enquiry is signposted with
her own line in it.

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
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the mail

!record
Hello Jo, this looks feasible. I shall be back with names on Friday.

-- then --
O-1 is draft
E-1 is owned by Ada Marsh

-- leaves for jo@shop.example --
From: *Ada, Weave enquiries*

Hello Jo, this looks feasible. I shall be back with names on Friday.

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done
-- nothing leaves for ben@tidemark.example --
-- nothing leaves for cy@lantern.example --

-- mail --
From: Freja Holm <freja@holmkode.example>
To: enquiries@weave.example
Subject: Membership

We are a worker co-op of web developers in Aarhus, Denmark, and we would like to join your network as a member.

-- leaves for freja@holmkode.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

!signpost ica
Say hello from us!

-- then --
E-2 is signposted, owned by Ada Marsh, waiting on the client

-- leaves for freja@holmkode.example --
Subject: Re: Membership [E-2]

...
Say hello from us!
...

-- leaves for ada@oaktree.example --
Subject: [E-2] 1 done
