The same mail comes by two ways, and a web form is sent twice: each is one case and one receipt.

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
Message-ID: <once@shop.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We want a web shop. Budget about 20k, start in May.

-- leaves for jo@shop.example --
-- leaves for ada@oaktree.example --
-- leaves for ada@oaktree.example --

-- mail --
Received: from relay.example by mx.weave.example; Tue, 3 Mar 2026 10:00:10 +0000
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop
Message-ID: <once@shop.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We want a web shop. Budget about 20k, start in May.

-- then --
there is 1 case

-- nothing leaves --

-- mail --
From: Weave website <website@weave.example>
Reply-To: Tom Reed <tom@choir.example>
To: enquiries@weave.example
Subject: Contact form
Message-ID: <form-1@weave.example>

Name: Tom Reed
Email: tom@choir.example
Company: Hill Choir
Reason: Development
Message: We are looking for somebody who builds a website for our choir. Our budget is 3,000 pounds.

-- then --
there are 2 cases
E-2 is acknowledged, opportunity, from tom@choir.example

-- leaves for tom@choir.example --
-- leaves for ada@oaktree.example --
From: *Tom Reed via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*

-- mail --
From: Weave website <website@weave.example>
Reply-To: Tom Reed <tom@choir.example>
To: enquiries@weave.example
Subject: Contact form
Message-ID: <form-2@weave.example>

Name: Tom Reed
Email: tom@choir.example
Company: Hill Choir
Reason: Development
Message: We are looking for somebody who builds a website for our choir. Our budget is 3,000 pounds.

-- then --
there are 2 cases

-- nothing leaves --
