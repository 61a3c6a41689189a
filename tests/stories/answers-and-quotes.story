Every mail program quotes in its own way. The client gets what is new; what the chair writes between the lines of the
client's mail arrives whole; words for the client that she writes in answer to the card stay inside as a note, and she
is offered to send them (scenario 29a).

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

We want a web shop with about 200 articles.

Our budget is about 20k.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- reply --
From: ada@oaktree.example
Client: gmail-en

Hello Jo,

thank you for writing. Is Thursday at ten good for a call?

Ada

-- then --
E-1 is answered, owned by Ada Marsh, waiting on the client
no mails are held

-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]
From: *Ada, Weave enquiries*

Hello Jo,
thank you for writing. Is Thursday at ten good for a call?
Ada

-- reply --
From: jo@shop.example
Client: outlook-en

Thursday is fine. Do you need a list of articles?

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*

Thursday is fine. Do you need a list of articles?
...

-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: outlook-en

Yes please, as a spreadsheet.

-- leaves for jo@shop.example --
From: *Ada, Weave enquiries*

Yes please, as a spreadsheet.

-- reply --
From: jo@shop.example
Client: thunderbird-en

Here it comes.

It has 214 rows.

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: thunderbird-interleaved-en

Got it, thanks.

That is fewer than I feared.

-- then --
E-1 is answered
no mails are held

-- leaves for jo@shop.example --
From: *Ada, Weave enquiries*

...
Got it, thanks.
...
That is fewer than I feared.
...

-- reply --
From: jo@shop.example
Client: apple-en

When could you start?

-- leaves for ada@oaktree.example --
From: *Jo Ruiz via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- reply --
From: ada@oaktree.example
Client: apple-en
Answers: the card

Dear Jo, we could start in April.

-- nothing leaves for jo@shop.example --
-- leaves for ada@oaktree.example --

...
Dear Jo, we could start in April.
...
