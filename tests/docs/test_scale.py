"""The plan for very many sentences is what its rates give."""

from docs import make_scale


def test_the_page_is_current():
    assert make_scale.page() == make_scale.PAGE.read_text(encoding="utf-8")
    assert make_scale.BEGIN in make_scale.page()
