"""On a phone and on half a screen, no page moves sideways and nothing is squeezed to a letter a line."""

import pytest

from tests.app.chromium import needs_chromium
from tests.app.walks.walker import LANGUAGES, PAGES

pytestmark = [pytest.mark.long, needs_chromium]

# How far the page can be moved sideways, and texts of several letters that stand in a column of about one.
SIDEWAYS = "page => page.scrollWidth - page.clientWidth"
SQUEEZED = """page => [...page.querySelectorAll("td, th, p, a, h1, h2, h3, .v-tag")].filter(one => {
    const [text, box] = [one.innerText.trim(), one.getBoundingClientRect()];
    const letter = parseFloat(getComputedStyle(one).fontSize);
    return text.length > 4 && box.width > 0 && box.width < 2.5 * letter && box.height > 4 * letter;
}).map(one => one.innerText.trim())"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 900])
def test_no_page_moves_sideways_or_squeezes_a_text(walker, lang, width):
    window = walker.window(width=width)
    sideways, squeezed = {}, {}
    for page in PAGES:
        main = walker.open(page, lang, window).locator(".stMain")
        sideways[page], squeezed[page] = main.evaluate(SIDEWAYS), main.evaluate(SQUEEZED)
    assert {page: far for page, far in sideways.items() if far > 0} == {}
    assert {page: texts for page, texts in squeezed.items() if texts} == {}


def test_what_is_too_wide_or_too_narrow_would_be_found(walker):
    main = walker.open("themes", "ja", walker.window(width=390)).locator(".stMain")
    title = main.locator("table.v-themes a").first
    title.evaluate("title => { title.style.display = 'block'; title.style.width = '1em'; }")
    assert main.evaluate(SQUEEZED)
    title.evaluate("title => title.style.width = '900px'")
    assert main.evaluate(SIDEWAYS) > 0
