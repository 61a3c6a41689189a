"""Whose enquiry it is, in the wordings by which people say so."""

from __future__ import annotations

import pytest
from facts_desk import facts

JO = "Jo <jo@gmail.example>"


@pytest.mark.parametrize(
    ("body", "category", "sender", "organisation"),
    [
        ("Hi, I'm Jo from Hollow Lane Housing. We need a website.\n\nJo", "opportunity", JO, "Hollow Lane Housing"),
        ("We are a small charity called Brightwater Youth and need a site.", "opportunity", JO, "Brightwater Youth"),
        ("Our charity, Brightwater Youth, needs a site.", "opportunity", JO, "Brightwater Youth"),
        ("I run a bakery, Crumb & Co, in Stroud and need a shop.", "opportunity", JO, "Crumb & Co"),
        ("I work at Northgate Council. We need a website.", "opportunity", JO, "Northgate Council"),
        (
            "We need a site.\n\nKind regards,\nAnn Smith\nFundraising Manager\nBrightwater Youth\n0117 496 0112",
            "opportunity",
            JO,
            "Brightwater Youth",
        ),
        (
            "We need a site for our allotment society.\n\nAnn",
            "opportunity",
            "Kingswood Allotments <hello@kingswoodallotments.example>",
            "Kingswood Allotments",
        ),
        ("We need a site for our allotment society.\n\nAnn", "opportunity", "Ann <ann@gmail.example>", None),
        ("At Brightwater Youth we need a site.", "opportunity", JO, "Brightwater Youth"),
        ("Brightwater Youth needs a new site.", "opportunity", JO, "Brightwater Youth"),
        ("I'm contacting you on behalf of the Tidewater Trust about a website.", "opportunity", JO, "Tidewater Trust"),
        (
            "I'm the treasurer of Tidewater Sailing Club and we need a website.",
            "opportunity",
            JO,
            "Tidewater Sailing Club",
        ),
        (
            "Somos la Cooperativa Agrícola del Valle y necesitamos una web.",
            "opportunity",
            JO,
            "Cooperativa Agrícola del Valle",
        ),
        (
            "Les escribo de la Biblioteca Popular Alberdi. Necesitamos una web.",
            "opportunity",
            JO,
            "Biblioteca Popular Alberdi",
        ),
        ("Te escribo desde la Fundación Puentes; necesitamos una web.", "opportunity", JO, "Fundación Puentes"),
        (
            "Soy Marta, presidenta de la Asociación Vecinal El Olivar. Necesitamos web.",
            "opportunity",
            JO,
            "Asociación Vecinal El Olivar",
        ),
        ("Trabajo en una ONG, Tierra Común, y necesitamos web.", "opportunity", JO, "Tierra Común"),
        (
            "Em nome da Associação Raízes, gostaria de um orçamento para um site.",
            "opportunity",
            JO,
            "Associação Raízes",
        ),
        (
            "Sou a Joana, da Cooperativa Terra Livre, e precisamos de um site.",
            "opportunity",
            JO,
            "Cooperativa Terra Livre",
        ),
        ("A Cooperativa Terra Livre precisa de um site.", "opportunity", JO, "Cooperativa Terra Livre"),
        ("Trabalho na Editora Papel Solto e precisamos de uma loja.", "opportunity", JO, "Editora Papel Solto"),
        ("Fazemos parte do Coletivo Maré Alta e precisamos de um site.", "opportunity", JO, "Coletivo Maré Alta"),
        ("We need a shop for Wildflour Bakery.", "opportunity", JO, "Wildflour Bakery"),
        (
            "I'm with the Hackney Tenants Union; we need a case management tool.",
            "opportunity",
            JO,
            "Hackney Tenants Union",
        ),
        (
            "Jo from Co-operatives UK told me about you. I run Pedal Works and need a site.",
            "opportunity",
            JO,
            "Pedal Works",
        ),
        ("Our friends at Open Kitchen use you. We're Pedal Works, a bike co-op.", "opportunity", JO, "Pedal Works"),
        (
            "Hello,\n\nWe need a CRM.\n\nThanks,\nPriya Patel | Head of Digital | The Lantern Foundation",
            "opportunity",
            JO,
            "Lantern Foundation",
        ),
        (
            "Hello,\n\nWe need a CRM.\n\nPriya Patel\nThe Lantern Foundation, 12 High Street, Leeds",
            "opportunity",
            JO,
            "Lantern Foundation",
        ),
        (
            "Hello,\n\nWe need a CRM.\n\nPriya",
            "opportunity",
            "Priya Patel | Lantern Foundation <priya@lantern.example>",
            "Lantern Foundation",
        ),
        (
            "Hi, we're a group of 6 freelancers who want a site. We use WordPress and Stripe. Thanks! Sam",
            "opportunity",
            JO,
            None,
        ),
        ("Hi, I need a website for my dog walking business. Thanks! Sam", "opportunity", JO, None),
        ("My cousin at Google says you are good. I need a website. Sam", "opportunity", JO, None),
        (
            "I saw your talk at FOSDEM. We need an app for our school, St Brigid's Primary.",
            "opportunity",
            JO,
            "St Brigid's Primary",
        ),
        ("Cambrian Credit Union invites quotes for a website.", "tender", JO, "Cambrian Credit Union"),
        (
            "INVITATION TO TENDER\nIssued by: Cambrian Credit Union\nWebsite redesign",
            "tender",
            JO,
            "Cambrian Credit Union",
        ),
        (
            "El Ayuntamiento de Fuentelarga licita el desarrollo de una app.",
            "tender",
            JO,
            "Ayuntamiento de Fuentelarga",
        ),
        ("Órgano de contratación: Diputación de Almenara\nObjeto: portal web", "tender", JO, "Diputación de Almenara"),
        (
            "A Câmara Municipal de Vale Fundo abre concurso para um portal.",
            "tender",
            JO,
            "Câmara Municipal de Vale Fundo",
        ),
        ("Client: Lantern Foundation\nBudget: £5k\nWho fancies it?", "share", JO, "Lantern Foundation"),
        (
            "We've been approached by the Lantern Foundation for a Drupal site. Who fancies it?",
            "share",
            JO,
            "Lantern Foundation for a Drupal",
        ),
        ("The Lantern Foundation have asked us for a Drupal site and we're full.", "share", JO, "Lantern Foundation"),
        ("Nos llegó un pedido de la Fundación Puentes: una web.", "share", JO, "Fundación Puentes"),
        ("La gente de Fundación Puentes nos pide una web.", "share", JO, "Fundación Puentes"),
        ("Chegou um pedido da Associação Raízes: um site em Drupal.", "share", JO, "Associação Raízes"),
        ("We have a lead from a museum in Leeds, the Loom Museum.", "share", JO, "Loom Museum"),
    ],
)
def test_the_organisation_is_named(body: str, category: str, sender: str, organisation: str | None) -> None:
    assert facts(body, category=category, sender=sender).get("organisation") == organisation
