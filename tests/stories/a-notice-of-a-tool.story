A code host tells the desk of a comment, and a forum of a topic. Programs wrote both: no case, no answer, no card. A person who writes about
the same tool is a person.

-- network --
name     FIT
domain   fit.example
speaks   en, es
chair    Ana Paz, Camba  ana@camba.example  2026-03-01 to 2026-05-31
now      2026-03-03 10:00 -0300

-- mail --
From: Jo Ruiz <notifications@github.com>
To: enquiries@fit.example
Subject: Re: [fit/site] We need a new website (issue 12)

We are looking for a co-op to build it. Our budget is 8k.

-- nothing leaves --

-- mail --
From: FIT forum <forum@comunidad.example>
To: enquiries@fit.example
X-Discourse-Topic-Id: 7
Subject: [FIT] Need a website

Our budget is 8k.

-- nothing leaves --
-- then --
there are 0 cases

-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@fit.example
Subject: Our GitHub and Discourse

We are looking for a co-op to look after our Discourse forum. Our budget is 8k.

-- then --
there are 1 cases

-- leaves for jo@shop.example --
-- leaves for ana@camba.example --
-- leaves for ana@camba.example --
