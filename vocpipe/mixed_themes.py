"""Mixed themes: those that hold more than one thing, and so are named by two of the things they hold."""

# A theme of less cohesion than this may be mixed: its name says two things, and its page says so. On the demo most
# themes below it are mixed, and few above it.
MIN_COHESION = 0.6
# Stands between the two halves of a mixed theme's name; wider than the slash that people write in their own names.
SEPARATOR = " ／ "


def join_names(first: str, second: str) -> str:
    """The name of a mixed theme."""
    return f"{first}{SEPARATOR}{second}"


def split_name(name: str) -> list[str]:
    """Each thing that a theme's name says: one, or two of a mixed theme."""
    return name.split(SEPARATOR)


def is_mixed_name(name: str) -> bool:
    """Whether a name says two things."""
    return SEPARATOR in name


def is_mixed(cohesion: float) -> bool:
    """Whether a theme of this cohesion, 0 to 1, may hold more than one thing."""
    return cohesion < MIN_COHESION
