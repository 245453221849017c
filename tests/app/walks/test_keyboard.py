"""Without a mouse: Tab reaches everything and shows where it is, a table keeps the arrows, Enter opens, Esc closes."""

import pytest

from tests.app.chromium import needs_chromium
from tests.app.walks.walker import settle, wait_until_drawn

pytestmark = [pytest.mark.long, needs_chromium]

# What has the focus: its kind, and how it shows it. Streamlit draws the ring of some widgets on their frame.
FOCUS = """() => {
    const one = document.activeElement;
    const rings = [];
    for (let at = one, up = 0; at && up < 4; at = at.parentElement, up += 1) {
        const style = getComputedStyle(at);
        rings.push(style.outlineStyle !== "none" && style.outlineWidth !== "0px", style.boxShadow !== "none",
                   style.borderTopWidth !== "0px" && at.matches(":focus-within"));
    }
    const place = (selector) => Boolean(one.closest(selector));
    return {
        kind: place("[data-testid=stTopNavLink], [data-testid=stTopNavLinkContainer]") ? "menu"
            : place("[data-testid=stSidebar]") ? "filters"
            : place("[data-testid=stPopover]") ? "table of a chart"
            : place("table.v-table, .v-scroll") ? "table"
            : place(".stMain a") ? "link" : one === document.body ? "nothing" : "other",
        name: one.getAttribute("aria-label") || one.innerText || one.tagName,
        visible: rings.some(Boolean),
    };
}"""
MOST_TABS = 120


def tabbed(window) -> list[dict]:
    """Everything that Tab reaches until it is through the page."""
    stops = []
    for _ in range(MOST_TABS):
        window.keyboard.press("Tab")
        stop = window.evaluate(FOCUS)
        if stop["kind"] == "nothing":
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("themes", {"menu", "filters", "table"}),
        ("theme", {"menu", "filters", "link", "table of a chart"}),
        ("priorities", {"menu", "filters", "link"}),
        ("customers", {"menu", "filters", "link"}),
    ],
)
def test_tab_reaches_everything_and_shows_where_it_is(walker, page, kinds):
    stops = tabbed(walker.open(page, "en", walker.window()))
    assert kinds <= {stop["kind"] for stop in stops}
    assert [stop for stop in stops if not stop["visible"]] == []


def test_the_table_of_a_chart_opens_by_enter_keeps_the_arrows_and_closes_by_escape(walker):
    window = walker.open("theme", "en", walker.window())
    address = window.url
    button = window.get_by_test_id("stPopover").first.get_by_role("button")
    button.focus()
    window.keyboard.press("Enter")
    table = window.get_by_test_id("stPopoverBody").locator(".v-scroll")
    table.wait_for()
    table.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp"):
        window.keyboard.press(key)
    assert window.evaluate("document.activeElement.className") == "v-scroll"
    assert window.url == address
    window.keyboard.press("Escape")
    table.wait_for(state="hidden")


def test_arrows_in_the_list_of_themes_leave_for_no_theme_and_enter_opens_one(walker):
    window = walker.open("themes", "en", walker.window())
    title = window.locator("table.v-themes a").first
    title.focus()
    for key in ("ArrowDown", "ArrowUp", "ArrowDown"):
        window.keyboard.press(key)
    settle(window)
    assert "/themes" in window.url
    window.keyboard.press("Enter")
    wait_until_drawn(window, "theme", "en")
