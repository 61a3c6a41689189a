"""Where the writer is, and whether that is inside the network's country."""

from __future__ import annotations

import pytest
from facts_desk import facts


@pytest.mark.parametrize(
    ("body", "region", "place"),
    [
        ("We are a family firm in Garstang and need a site.", "inside", "Garstang"),
        ("We worked with a firm in Leeds and need a site.", None, None),
        ("Best, Aoife, Ennistymon, Co. Clare", "outside", "Ennistymon"),
        ("We are an NGO in Coimbatore and need an app.", "outside", "Coimbatore"),
        ("Somos estudiantes de Azul y buscamos un cliente.", "outside", "Azul"),
        ("Kind regards, Beverley Sutton", None, None),
        ("We're in Glasgow and need a site.", "inside", "Glasgow"),
        ("We are based in London, Ontario and need a site.", "outside", "London, Ontario"),
        ("We are in Birmingham, Alabama and need a site.", "outside", "Birmingham, Alabama"),
        ("We are in Birmingham, AL.", "outside", "Birmingham, AL"),
        ("We're a co-op in Cambridge, Massachusetts.", "outside", "Cambridge, Massachusetts"),
        ("We're a co-op in Cambridge, Mass.", "outside", "Cambridge, Mass"),
        ("We're a co-op in Cambridge, MA.", "outside", "Cambridge, MA"),
        ("We're in Newport, Wales.", "inside", "Newport, Wales"),
        ("We're in Newport, Rhode Island.", "outside", "Newport, Rhode Island"),
        ("We're in Bangor, Maine.", "outside", "Bangor, Maine"),
        ("We are in Perth, Scotland.", "inside", "Perth, Scotland"),
        ("We are in Perth, Western Australia.", "outside", "Perth, Western Australia"),
        ("We are in Perth, Australia.", "outside", "Perth, Australia"),
        ("Somos de Córdoba, Argentina.", "outside", "Córdoba, Argentina"),
        ("Somos de Londres.", "inside", "Londres"),
        ("Somos de Valencia, Venezuela.", "outside", "Valencia, Venezuela"),
        ("Somos de Santiago de Compostela.", "outside", "Santiago de Compostela"),
        ("We're in Dublin.", "outside", "Dublin"),
        ("We're in Derry.", "inside", "Derry"),
        ("We're in Cork, Ireland", "outside", "Cork, Ireland"),
        ("We're based in Northern Ireland.", "inside", "Northern Ireland"),
        ("We work all over Wales.", "inside", "Wales"),
        ("We're a Scottish charity and need a site.", "inside", None),
        ("We're a Welsh co-op and need a site.", "inside", None),
        ("We're a Berlin-based collective and need a site.", "outside", "Berlin"),
        ("We're a Leeds-based charity and need a site.", "inside", "Leeds"),
        ("A housing co-op in Hebden Bridge needs a site.", "inside", "Hebden Bridge"),
        ("I live in Paris, Texas.", "outside", "Paris, Texas"),
        ("We're in Boston, Lincolnshire.", "inside", "Boston, Lincolnshire"),
        ("We're in Boston, Massachusetts.", "outside", "Boston, Massachusetts"),
        ("We're in Boston, USA.", "outside", "Boston, USA"),
        ("We are in Manchester, New Hampshire.", "outside", "Manchester, New Hampshire"),
        ("We need a site.\n\nThe Co-op, 12 High Street, Leeds LS1 1AA", "inside", "Leeds"),
        ("We need a site.\n\nThe Hall, 12 High Street, Todmorden OL14 5AA", "inside", "Todmorden"),
        ("We are a collective from Athens.", "outside", "Athens"),
        ("We are in Athens, Georgia", "outside", "Athens, Georgia"),
        ("We're in New York.", "outside", "New York"),
        ("We met you at a conference in Berlin. We're in Hull.", "inside", "Hull"),
        ("Our server is in Germany but we are in Sheffield.", "inside", "Sheffield"),
        ("Somos uma cooperativa de Recife.", "outside", "Recife"),
        ("Somos do Porto.", "outside", "Porto"),
        ("Estamos en Rosario.", "outside", "Rosario"),
        ("Estamos en Vigo, Galicia.", "outside", "Vigo, Galicia"),
        ("Nuestra asociación está en Bristol.", "inside", "Bristol"),
        ("We're in rural Wales, near Machynlleth.", "inside", "Machynlleth"),
        ("I am writing from Lagos.", "outside", "Lagos"),
        ("We're based in Nairobi, Kenya.", "outside", "Nairobi, Kenya"),
        ("We're based in Kampala.", "outside", "Kampala"),
        ("We're based in Accra.", "outside", "Accra"),
        ("We are in Jersey.", "outside", "Jersey"),
        ("We're on the Isle of Skye", "inside", "Isle of Skye"),
        ("We're on the Isle of Man", "outside", "Isle of Man"),
        ("We're in the Scottish Borders", "inside", "Scottish Borders"),
        ("We're in the Highlands", "inside", "Highlands"),
        ("We're in the Rhondda", "inside", "Rhondda"),
        ("We're a theatre in Hackney, east London", "inside", "Hackney"),
        ("I'm in Reading and I like reading.", "inside", "Reading"),
        ("I'm reading your site in bath.", None, None),
        ("Kind regards, Victoria Bath", None, None),
        ("Our site needs a translation into French, for visitors from France.", None, None),
    ],
)
def test_the_region_is_told_by_the_writers_own_place(body: str, region: str | None, place: str | None) -> None:
    known = facts(body)
    assert (known.get("region"), known.get("place")) == (region, place)


@pytest.mark.parametrize(
    ("body", "region"),
    [
        ("Somos de Córdoba.", "inside"),
        ("Somos de Córdoba, España.", "outside"),
        ("Somos de Mendoza.", "inside"),
        ("We are in Leeds.", "outside"),
        ("Somos de La Plata", "inside"),
        ("Somos de Santiago del Estero", "inside"),
        ("Somos de San Juan", "inside"),
        ("Somos de San Juan, Puerto Rico", "outside"),
        ("Somos de La Rioja, España", "outside"),
        ("Somos de Montevideo", "outside"),
        ("Somos de Rosario", "inside"),
        ("Somos una cooperativa argentina.", "inside"),
    ],
)
def test_the_region_of_a_network_in_argentina_is_argentina(body: str, region: str) -> None:
    assert facts(body, region="AR").get("region") == region
