"""What other rooms still have to change. Each list only ever gets shorter; nothing is added."""

# Rooms or files, by the beginning of their path.
SENTENCES_TO_DO: tuple[str, ...] = ()
DOCSTRINGS_TO_DO: tuple[str, ...] = ()
LINES_TO_DO: tuple[str, ...] = ()
# Rooms whose folders and modules import each other in a ring.
RINGS_TO_DO: set[str] = set()
# (package, table): read without being said by one of its steps, or written without being its own.
READS_TO_DO: set[tuple[str, str]] = set()
WRITES_TO_DO: set[tuple[str, str]] = set()
