"""The order of year, month and day, told from a whole column."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.date_order import Order, full_year, order_of
from vocpipe.collect.parsing.dates import parse_date, parse_time


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["01/02/2026", "24/02/2026"], Order.DAY_FIRST),
        (["01/02/2026", "02/24/2026 9:00"], Order.MONTH_FIRST),
        (["01/02/2026"], Order.OPEN),
        (["02/02/2026"], None),
        (["05/05/26"], Order.YEAR_LAST),
        (["R8/05/01"], None),
        (["2026-02-24", ""], None),
        (["１５／０１／２０２６"], Order.DAY_FIRST),
        (["25/10/07 9:12", "25/12/30 10:40", "26/01/06 8:00"], Order.YEAR_FIRST),
        (["25.10.07", "25.12.05"], Order.YEAR_FIRST),  # within 12, but 2005 to 2007 lies far from both
        (["98/04/01", "99/03/31"], Order.YEAR_FIRST),
        (["07/10/25", "30/12/25", "06/01/26"], Order.DAY_FIRST),
        (["10/07/25", "12/30/25", "01/06/26"], Order.MONTH_FIRST),
        (["01/02/26", "03/04/26"], Order.OPEN),
        (["24/11/25", "25/11/25"], Order.UNCLEAR),
        (["21/11/25", "23/11/25", "24/11/25"], Order.DAY_FIRST),
        (["03/04/05"], Order.UNCLEAR),
        ([*(f"25/12/{day}" for day in range(10, 32)), "99/99/99"], Order.YEAR_FIRST),
    ],
)
def test_the_order_is_told_from_the_whole_column(values, order):
    assert order_of(values) is order
    assert order_of(reversed(values)) is order


@pytest.mark.parametrize(("year", "full"), [("25", 2025), ("69", 2069), ("70", 1970), ("2003", 2003)])
def test_two_digits_are_a_year_of_the_last_hundred(year, full):
    assert full_year(year) == full


LATEST = datetime.now(UTC).date()
DAYS = st.lists(st.dates(LATEST - timedelta(days=400), LATEST), min_size=1, max_size=30)
FORMS = {"%y/%m/%d": Order.YEAR_FIRST, "%d/%m/%y": Order.DAY_FIRST, "%m/%d/%y": Order.MONTH_FIRST}


@given(DAYS, st.sampled_from(sorted(FORMS)))
def test_a_column_with_two_digit_years_is_read_as_written_or_not_at_all(days, form):
    values = [f"{day:{form}}" for day in days]
    order = order_of(values)
    assert order in (FORMS[form], Order.YEAR_LAST, Order.OPEN, Order.UNCLEAR)
    if order is FORMS[form]:
        assert [parse_date(value, order=order) for value in values] == days


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), min_size=20, max_size=40, unique=True))
def test_years_of_days_are_told_first(days):
    values = [f"{day:%y/%m/%d} 10:00" for day in days]
    assert order_of(values) in (Order.YEAR_FIRST, Order.UNCLEAR)


def test_an_unclear_year_is_refused_and_never_guessed():
    with pytest.raises(ValueError, match="first or last"):
        parse_time("03/04/05 10:00", ZoneInfo("Asia/Tokyo"), order=Order.UNCLEAR)
    assert parse_date("03/04/2005", order=Order.UNCLEAR) == date(2005, 3, 4)
