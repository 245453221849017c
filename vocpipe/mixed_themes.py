"""Mixed themes: those that hold together loosely, and so are named after two of their subjects."""

# A theme of less cohesion than this may be mixed: it is named after two subjects, and its page says so. In the demo,
# most themes below this value are mixed, and few above it.
MIN_COHESION = 0.6
# Stands between the two halves of a mixed theme's name; wider than the slash that people write in their own names.
SEPARATOR = " ／ "


def join_names(first: str, second: str) -> str:
    """The name of a mixed theme with these two subjects."""
    return f"{first}{SEPARATOR}{second}"


def split_name(name: str) -> list[str]:
    """The subjects in a theme's name: one, or two for a mixed theme."""
    return name.split(SEPARATOR)


def is_mixed_name(name: str) -> bool:
    """Whether a name has two subjects."""
    return SEPARATOR in name


def is_mixed(cohesion: float) -> bool:
    """Whether a theme of this cohesion, 0 to 1, may be a mixed theme."""
    return cohesion < MIN_COHESION
