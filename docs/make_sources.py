"""Writes docs/sources.md: what is read of each vendor's export. `make docs` runs it; a test checks the page."""

import tomllib
from importlib import resources
from pathlib import Path

from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions, readers
from vocpipe.pull.registry import vendors
from vocpipe.pull.vendor import Vendor

PAGE = Path(__file__).parent / "sources.md"
_HEAD = """# Sources

Made by `docs/make_sources.py` from what each reader declares; do not edit it by hand.

Put exports into `inputs/` as they come; `vocpipe init` tells which reader fits. Text files may be in UTF-8, UTF-16,
Shift_JIS (CP932), EUC-JP, ISO-2022-JP or a Western encoding. Whatever a reader leaves out or refuses is counted in
`ingest_file`, and listed with its reason in `ingest_reject`.
"""
_FEEDBACK = "\n## Feedback\n"
_COMPANIONS = "\n## What comes with it\n"
_PULLED = """
## What is pulled

`vocpipe pull` asks these systems for what is new and keeps it in `private/raw/`; the readers above then read it. Each
needs `pip install 'vocpipe[pull]'`, but for databases. [Operations](operations.md) says how to set one up.
"""


def page() -> str:
    """The page as Markdown."""
    feedback = [_section(reader, f'`reader = "{reader.name}"`, kind {reader.kind}') for reader in readers().values()]
    tables = [
        _section(reader, f"section `[{companion.section}]` of vocpipe.toml")
        for companion in companions().values()
        for reader in companion.readers
    ]
    pulled = [_pulled(vendor) for vendor in vendors().values()]
    return "".join([_HEAD, _FEEDBACK, *sorted(feedback, key=str.casefold), _COMPANIONS, *tables, _PULLED, *pulled])


def _pulled(vendor: Vendor) -> str:
    """What a vendor declares beside its module."""
    file = resources.files("vocpipe.pull.vendors") / f"{vendor.name}.toml"
    described = tomllib.loads(file.read_text(encoding="utf-8"))
    return (
        f"\n### {described['title']}\n\n"
        f'- settings: `pull = "{vendor.name}"`, read by `{vendor.reader}`\n'
        f"- needs: {_line(described['needs'])}\n"
        f"- pulled: {_line(described['read'])}\n"
        f"- follows: {', '.join(f'<{address}>' for address in described['documents'])}\n"
        f"- checked with: {_line(described['checked'])}\n"
        f"- not pulled: {_line(described['not_read'])}\n"
    )


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
