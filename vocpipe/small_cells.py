"""Numbers about fewer than five customers are not shown, to protect the persons behind them."""

from vocpipe.wording import Text, text

MIN_CUSTOMERS_SHOWN = 5


def too_small_to_show() -> Text:
    """The reason of a cell that is not shown."""
    return text("outcomes.too_small_to_show", min=MIN_CUSTOMERS_SHOWN)


def least_customers(min_group: int | None) -> int:
    """How many customers a number has to be about to be shown; `min_group`: what the settings want, if anything."""
    return max(MIN_CUSTOMERS_SHOWN, min_group or 0)
