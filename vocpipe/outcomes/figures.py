"""Numbers formatted for sentences."""


def points(value: float, digits: int) -> str:
    """Points without a sign, with `digits` decimals, and one more if they would round to nearly zero."""
    size = abs(value)
    return f"{size:.{digits}f}" if size >= 10.0**-digits or size == 0 else f"{size:.{digits + 1}f}"


def signed(value: float, digits: int) -> str:
    """A number with `digits` decimals and a minus sign if it is below zero."""
    written = f"{abs(value):.{digits}f}"
    return written if value >= 0 or float(written) == 0 else f"−{written}"


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent, without the sign."""
    return f"{100 * share:.0f}"


def times(ratio: float) -> str:
    """A ratio with two significant digits, and as a whole number from ten on."""
    return f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
