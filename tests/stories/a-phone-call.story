Somebody rang. The chair opens a case for the caller with a note and no mail goes to that person; for the second caller
she writes the first mail at once (scenario 32). When nobody vouches for her mail, she is asked first.

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
From: Ada Marsh <ada@oaktree.example>
To: enquiries@weave.example
Subject: Phone call

!new Jo jo@shop.example
She rang this morning, wants a web shop and has 20k. I promised an answer by Friday.

-- then --
E-1 is owned, owned by Ada Marsh, from jo@shop.example

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] *

-- mail --
From: Ada Marsh <ada@oaktree.example>
To: enquiries@weave.example
Subject: Your call of this morning

!new Kim Ode kim@bakery.example
!reply
Hello Kim, thank you for ringing. Could you send us the old site's address?

Ada

-- then --
E-2 is owned by Ada Marsh, from kim@bakery.example
there are 2 cases

-- leaves for kim@bakery.example --
From: *Ada, Weave enquiries*

...
Hello Kim, thank you for ringing. Could you send us the old site's address?
...

-- leaves for ada@oaktree.example --
Subject: [E-2] 2 done

-- mail --
From: Ada Marsh <ada@oaktree.example>
To: enquiries@weave.example
Subject: Your call of this afternoon
Trust: none

!new Pia Wood pia@choir.example
!reply
Hello Pia, thank you for ringing.

-- then --
1 mail is held

-- nothing leaves for pia@choir.example --
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: gmail-en

yes

-- then --
no mails are held
E-3 is owned by Ada Marsh, from pia@choir.example

-- leaves for pia@choir.example --
From: *Ada, Weave enquiries*

...
Hello Pia, thank you for ringing.
...

-- may leave for ada@oaktree.example --
