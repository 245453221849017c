"""axe-core finds nothing on any page that keeps a person out who hears it, sees little, or has no mouse."""

import pytest

from tests.app.chromium import needs_chromium
from tests.app.walks.walker import LANGUAGES, PAGES

pytestmark = [pytest.mark.long, needs_chromium]

KEEPS_OUT = ("serious", "critical")


def faults(window) -> list[str]:
    """What axe-core finds: the rule, and the first lines of the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(window).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for fault in found
        if fault["impact"] in KEEPS_OUT
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_serious_fault(walker, lang, scheme):
    window = walker.window(scheme=scheme)
    found = {page: faults(walker.open(page, lang, window)) for page in PAGES}
    assert {page: some for page, some in found.items() if some} == {}


def test_a_serious_fault_would_be_found(walker):
    window = walker.open("themes", "en", walker.window())
    window.locator(".v-lead").first.evaluate("line => line.style.color = '#ccc'")
    assert [fault.split(":")[0] for fault in faults(window)] == ["color-contrast"]
