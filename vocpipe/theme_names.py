"""How the name of a theme shows that the theme may hold several things."""

# A theme of lower cohesion may hold several things: its name gives two of them, and its page says so. On the demo most
# themes below it do, and few above it.
MIN_COHESION = 0.6
# Stands between the two things in such a name; wider than the slash that people write in their own names.
NAME_SEPARATOR = " ／ "
