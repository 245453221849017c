"""Names in Latin letters in small letters, turned around, with -san; everyday words where a person is meant."""

import pytest

from vocpipe.masking.redact import redact

NAMED = [
    "hi it's {}greg{} from the garage",
    "please ask for {}emma{} at the desk",
    "we ask for {}peter novotny{} each time",
    "thanks, {}laura{}",
    "hello {}agnieszka{}, any news?",
    "{}dmitri petrenko{} here. Still broken.",
    "we emailed {}monica delgado{} on Friday",
    "booking under {}ivan price{}, two nights",
    "name: {}olga rivers{} topic: refund",
    "yesterday {}kevin oconnor{} came by",
    "this is {}owen young{} calling about my bill",
    "{}Petersen, Ingrid{} wrote to me.",
    "Ask {}Nowicki, Adam{} about it.",
    "Room of {}Sjöberg, Martin{} was cold.",
    "{}Ito-san{} fixed it, thank {}Mori-sama{} too.",
    "{}yamada{}-sanに頼んだ",
    "I spoke with {}Mark Stone{} again.",
    "{}Bill Rivers{} here. The bill is wrong.",
    "Hi, it's {}Penny{} again.",
    "Good morning, it's {}Chase{} again.",
    "Can Miss {}Baker{} call me?",
    "I spoke with {}GRETA MASON{} yesterday",
    "{}SATO Kenji{} signed.",
    "The nurse {}Ji-woo{} was kind.",
    "{}Seo-yeon Kwon{} never answered.",
    "Reservation under {}T. Black{}, two nights.",
    "{}M.J.{} promised me a refund.",
    "Please tell {}rosa kim{} that it works.",
    "Welcome back {}Tomasz{}, says the page.",
    "{}Birgit Falk{} wrote: it is empty.",
    "Letters from {}Hoffman, Ellis and Brown{} arrived.",
]

KEPT = [
    "The room of my sister-in-law was dry.",
    "it's working fine now, it's great",
    "please ask for help or ask for more time",
    "thanks, great service",
    "Monday, Tuesday and Friday are free.",
    "Fast, Easy, Cheap. Good, Better, Best.",
    "Paris, London and Rome were full.",
    "Excel, Word and Teams crash.",
    "booking under review, name: unknown",
    "hello there, any news?",
    "The U.S. was helpful. P.S. It is slow.",
    "my onee-san likes it, kami-sama too",
    "a hot-chan-like taste, non-sen words",
    "this is working from home",
    "working with excel sheets is hard",
    "the driver crashed, the courier left",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_name_is_masked_however_it_is_written(text):
    pieces = text.split("{}")
    masked = "".join("[NAME]" if at % 2 else piece for at, piece in enumerate(pieces))
    assert redact("".join(pieces)).text == masked


@pytest.mark.parametrize("text", KEPT)
def test_what_names_nobody_stays(text):
    assert redact(text).text == text
