A client's further mails find their case: by our token, by the Message-ID of their own first mail, by the id in the
subject. The same id in a stranger's subject finds nothing.

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
Message-ID: <first@shop.example>

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
In-Reply-To: <first@shop.example>
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: jo@shop.example
Client: gmail-en

By our token: we forgot to say that we sell plants.

-- then --
there is 1 case

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*

By our token: we forgot to say that we sell plants.
...

-- leaves for ada@oaktree.example --
From: *Weave desk*

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Pictures
In-Reply-To: <first@shop.example>

By the Message-ID: we have pictures of all plants.

-- then --
there is 1 case

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Weave desk*

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Our shop [E-1]

By the subject: and we have a till.

-- then --
there is 1 case

-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
Subject: [E-1] Web shop
From: *Weave desk*

-- mail --
From: Vic Hale <vic@outside.example>
To: enquiries@weave.example
Subject: Re: Web shop [E-1]

We are looking for somebody who develops an app for our club, with a budget of 9,000 pounds.

-- then --
there are 2 cases
E-2 is from vic@outside.example

-- leaves for vic@outside.example --
Subject: *[E-2]
-- leaves for ada@oaktree.example --
From: *Vic Hale via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
