"""What other rooms still have to change. Each list only ever gets shorter; nothing is added."""

# Rooms or files, by the beginning of their path.
_STAGES = ("vocpipe/collect/", "vocpipe/structure/", "vocpipe/sentiment/", "vocpipe/outcomes/")
_FACES = ("vocpipe/cli/", "vocpipe/doctor.py", "vocpipe/evaluate/", "vocpipe/handoff/report", "app/", "flows/")
SENTENCES_TO_DO: tuple[str, ...] = (*_STAGES, *_FACES)
DOCSTRINGS_TO_DO: tuple[str, ...] = (*_STAGES, *_FACES)
LINES_TO_DO: tuple[str, ...] = ("tests/app/", "tests/collect/", "tests/test_cli.py")
# Rooms whose folders and modules import each other in a ring.
RINGS_TO_DO: set[str] = {"app", "outcomes"}
# (package, table): read without being said by one of its steps, or written without being its own.
READS_TO_DO: set[tuple[str, str]] = {
    ("outcomes", "behaviour"),
    ("outcomes", "calendar_event"),
    ("outcomes", "customer_number"),
    ("outcomes", "customer_version"),
    ("outcomes", "duplicate"),
    ("outcomes", "feedback_clean"),
    ("outcomes", "invitation"),
    ("outcomes", "sentence_sentiment"),
    ("structure", "edit_member"),
}
WRITES_TO_DO: set[tuple[str, str]] = {
    ("structure", "edit_member"),
    ("structure", "ingest_reject"),
    ("structure", "sentence_sentiment"),
    ("structure", "sentence_theme"),
    ("structure", "unthemed"),
}
