"""Writes docs/sources.md: what is read of each vendor's export. `make docs` runs it; a test checks the page."""

from pathlib import Path

from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions, readers

PAGE = Path(__file__).parent / "sources.md"
_HEAD = """# Sources

Made by `docs/make_sources.py` from what each reader declares; do not edit it by hand.

Put exports into `inputs/` as they come; `vocpipe init` tells which reader fits. Text files may be in UTF-8, UTF-16,
Shift_JIS (CP932), EUC-JP, ISO-2022-JP or a Western encoding. Whatever a reader leaves out or refuses is counted in
`ingest_file`, and listed with its reason in `ingest_reject`.
"""
_FEEDBACK = "\n## Feedback\n"
_COMPANIONS = "\n## What comes with it\n"


def page() -> str:
    """The page as Markdown."""
    feedback = [_section(reader, f'`reader = "{reader.name}"`, kind {reader.kind}') for reader in readers().values()]
    tables = [
        _section(reader, f"section `[{companion.section}]` of vocpipe.toml")
        for companion in companions().values()
        for reader in companion.readers
    ]
    return "".join([_HEAD, _FEEDBACK, *sorted(feedback, key=str.casefold), _COMPANIONS, *tables])


def _section(reader: Reader, setting: str) -> str:
    described = reader.format
    if described is None:
        return ""
    return (
        f"\n### {described.title}\n\n"
        f"- settings: {setting}\n"
        f"- comes from: {'; '.join(described.exports)}\n"
        f"- read: {_line(described.read)}\n"
        f"- checked with: {_line(described.checked)}\n"
        f"- not read: {_line(described.not_read)}\n"
    )


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
