A tender service writes to many. It gets no automatic answer, but the chair hears of it.

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
From: Tender Watch <alerts@tenderwatch.example>
To: enquiries@weave.example
Subject: Invitation to tender: new website for Northwater District Council
Precedence: bulk
List-Unsubscribe: <mailto:leave@tenderwatch.example>

Northwater District Council invites tenders for the design and build of a new website. The tender documents are on the
procurement portal. Deadline for submissions: 27 March 2026. Estimated value 60,000 pounds.

-- then --
E-1 is tender, with deadline 2026-03-27

-- nothing leaves for alerts@tenderwatch.example --
-- leaves for ada@oaktree.example --
Subject: [E-1] Invitation to tender: new website for Northwater District Council
From: *via Weave*
-- leaves for ada@oaktree.example --
From: *Weave desk*
