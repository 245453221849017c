"""The files of a report: they ask nothing of a network, escape what they hold, and say their words and numbers."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import altair as alt
import pptx
import pypdf
import pytest

from vocpipe.app.components.cells import Table
from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.frame import Figure
from vocpipe.app.components.palette import DARK, LIGHT
from vocpipe.app.components.picture import Picture, png, svg
from vocpipe.app.report.document import Block, Quote, Report, Wording
from vocpipe.app.report.html import to_html
from vocpipe.app.report.pdf import to_pdf
from vocpipe.app.report.slides import to_slides

HOSTILE = '<img src="https://evil.example/x.png"><script>alert(1)</script> #image("x") *b* ${x} </style>'
WORDS = {"ja": ("請求書の文字が化ける", "12.3%", "十月の会議"), "en": ("Garbled invoices", "12.3%", "October meeting")}


def chart(name):
    data = arrow([{"name": name, "n": 3}, {"name": "x", "n": 5}])
    return calm(
        alt.Chart(data).mark_bar(color=DARK.accent, clip=True).encode(x="n:Q", y="name:N").properties(height=60)
    )


def report(lang="en", *, hostile="", rows=3):
    name, share, title = WORDS[lang]
    table = Table("t", [name, "n"], [[f"{name} {i}{hostile}", share] for i in range(rows)], numeric=[1])
    figure = Figure(name + hostile, chart(name + hostile), table)
    quotes = [Quote(name + hostile, "2026" + hostile, lang)]
    blocks = [
        Block("a", name + hostile, f"shop · {share}", [share + hostile], figure=figure, quotes=quotes),
        Block("b", "b", f"shop b · {share}", table=table, lines=["last"]),
        Block("c", "c", f"shop c · {share}", figure=figure),
    ]
    wording = Wording("Table", "{n} / {all}", "{title} ({n} of {all})")
    return Report(title + hostile, hostile, "shop", lang, blocks, wording)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_the_page_loads_nothing_and_runs_nothing_whatever_is_in_it():
    text = to_html(report(hostile=HOSTILE)).decode()
    tags = Tags()
    tags.feed(text)
    assert {tag for tag, _ in tags.found} & {"script", "img", "link", "iframe", "object", "image", "use", "a"} == set()
    loading = {"src", "href", "xlink:href", "action", "srcset", "data", "poster"}
    assert [values for _, values in tags.found if loading & values.keys()] == []
    assert not any(name.startswith("on") for _, values in tags.found for name in values)
    policy = next(v["content"] for _, v in tags.found if v.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "@import" not in text
    assert re.findall(r"url\((?!#)", text) == []


def test_two_charts_on_one_page_do_not_share_names():
    text = to_html(report()).decode()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) > 1
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_text_of_the_pdf_can_be_read_back(lang):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(report(lang, hostile=HOSTILE)))).pages]
    whole = "".join("".join(pages).split())
    assert all(word.replace(" ", "") in whole for word in WORDS[lang])
    assert "".join(['#image("x")', "*b*"]) in whole  # no code, no mark-up
    assert all("shop" in page for page in pages)


def test_no_empty_box_stands_in_the_pdf_for_an_emoji():
    text = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(report(hostile="✨👍🏽❤️★")))).pages
    )
    assert "Garbled invoices❤★" in text


def test_a_table_of_many_long_columns_has_room_for_each():
    columns = [f"column {n} is long" for n in range(8)]
    block = Block("a", "a", "shop", table=Table("t", columns, [["93.7% (90.9% to 95.7%)"] * 8]))
    words = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(replace(report(), blocks=[block])))).pages
    )
    assert "".join(words.split()).count("95.7%)") == 8


def test_the_font_is_inside_the_pdf():
    fonts = pypdf.PdfReader(io.BytesIO(to_pdf(report("ja")))).pages[0]["/Resources"]["/Font"]
    assert any("NotoSansCJK" in str(font.get_object()["/BaseFont"]) for font in fonts.values())


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_slides_hold_words_tables_pictures_and_where_it_comes_from(lang):
    slides = pptx.Presentation(io.BytesIO(to_slides(report(lang, rows=30)))).slides
    texts = ["\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]
    name, share, title = WORDS[lang]
    assert title in texts[0]
    assert all("shop" in text for text in texts)
    rows = [row for slide in slides for shape in slide.shapes if shape.has_table for row in list(shape.table.rows)[1:]]
    assert [row.cells[0].text for row in rows] == [f"{name} {i}" for i in range(30)]
    assert {row.cells[1].text for row in rows} == {share}
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures] == [name, name]
    edge = slides[0].part.package.presentation_part.presentation.slide_height
    assert all(shape.top + shape.height <= edge for slide in slides for shape in slide.shapes)


def test_a_picture_is_on_white_with_its_title_and_nothing_from_a_network():
    drawing = svg(Picture(chart(HOSTILE), "Finding " + HOSTILE, "shop · 2026"))
    assert LIGHT.accent in drawing
    assert DARK.accent not in drawing
    assert "Finding" in drawing
    assert "shop · 2026" in drawing
    assert "<script" not in drawing
    assert "<img" not in drawing
    assert png(Picture(chart("請求")))[:4] == b"\x89PNG"


def test_a_chart_that_asks_for_a_file_of_the_network_gets_none():
    asks = alt.Chart("https://evil.example/data.json").mark_bar().encode(x="n:Q")
    with pytest.raises(ValueError, match="evil"):
        svg(Picture(asks))


def test_the_specification_of_a_chart_is_not_changed():
    drawn = chart("a")
    before = json.dumps(drawn.to_dict())
    svg(Picture(drawn, "title"))
    assert json.dumps(drawn.to_dict()) == before
