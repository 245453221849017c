"""Numbers about fewer than five customers are not shown: they would be about persons."""

from vocpipe.wording import Text, text

MIN_CUSTOMERS_SHOWN = 5


def too_small_to_show() -> Text:
    """The reason beside a cell that is not shown."""
    return text("outcomes.too_small_to_show", min=MIN_CUSTOMERS_SHOWN)
