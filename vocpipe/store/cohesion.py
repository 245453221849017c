"""What a theme's cohesion tells of its name."""

# A theme below it may hold several things: its name says two of them, and its page says so. On the demo most themes
# below it do, and few above it.
LOOSE = 0.6
# What stands between the two things that such a name says; wider than the slash that people write in their own names.
BETWEEN = " ／ "
