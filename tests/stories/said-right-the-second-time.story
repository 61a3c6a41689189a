What was held is one word away from where it should go. A word that lost its mark is said again with it, and nothing is
held any more; the text under a misspelt word leaves by "send", and nothing else does; a note that was meant for the
client leaves by "send" too (scenarios 22, 23 and 29a).

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
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: iphone-en
Answers: the mail

Mine

-- then --
E-1 is acknowledged, owned by nobody
1 mail is held

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --

...
Mine
...
claim
...

-- reply --
From: ada@oaktree.example
Client: iphone-en

!mine

-- then --
E-1 is owned, owned by Ada Marsh
no mails are held

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: outlook-en
Answers: the mail

!clame
Hello Jo, I shall find somebody for your shop.

-- then --
1 mail is held

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 problem, nothing was sent

...
claim
...
I shall find somebody for your shop.
...

-- reply --
From: ada@oaktree.example
Client: outlook-en

send

-- then --
E-1 is answered, waiting on the client
no mails are held

-- leaves for jo@shop.example --
From: *Ada, Weave enquiries*

Hello Jo, I shall find somebody for your shop.

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

-- reply --
From: ada@oaktree.example
Client: gmail-en
Answers: the card

Hello Jo, Lantern would like to talk to you.

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done

...
note
...

-- reply --
From: ada@oaktree.example
Client: gmail-en

send

-- leaves for jo@shop.example --
From: *Ada, Weave enquiries*

Hello Jo, Lantern would like to talk to you.

-- leaves for ada@oaktree.example --
Subject: [E-1] 1 done
