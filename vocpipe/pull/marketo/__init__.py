"""What the pull of Marketo consists of: its calls, and the rows of a file that comes in pieces."""
