"""A disclosure as a page that the person can read, in their language: plain HTML that loads nothing."""

import html
import json
from typing import Any

from vocpipe.wording import Language, say, templates

_STYLE = (
    "body{font-family:sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;line-height:1.6}"
    "h2{margin-top:2.5rem;border-bottom:1px solid #999}dl{border-left:3px solid #ccc;padding-left:1rem;margin:1.2rem 0}"
    "dt{font-size:.85rem;color:#555}dd{margin:0 0 .5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}"
)


def page(told: dict[str, Any], language: Language) -> str:
    """The whole page. told: what `vocpipe.rights.disclose` writes as JSON."""
    title = say("forget.disclosure.title", language)
    parts = [
        f"<h1>{html.escape(title)}</h1>",
        *(f"<p>{html.escape(told[name])}</p>" for name in ("used_for", "kept_until", "of_others")),
        _record({"made_at": told["made_at"], **told["about"]}, language),
        *(_section(section, rows, language) for section, rows in told["held"].items()),
    ]
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _section(section: str, rows: list[dict[str, Any]], language: Language) -> str:
    heading = html.escape(say(f"forget.disclosure.section.{section}", language))
    records = "\n".join(_record(row, language) for row in rows)
    return f"<h2>{heading} ({len(rows)})</h2>\n{records}"


def _record(row: dict[str, Any], language: Language) -> str:
    told = {name: value for name, value in row.items() if value not in (None, "", [], (), {})}
    pairs = (f"<dt>{_label(name, language)}</dt><dd>{_value(value, language)}</dd>" for name, value in told.items())
    return f"<dl>{''.join(pairs)}</dl>"


def _label(name: str, language: Language) -> str:
    """The name of a field in words; names of columns in the person's own files stay as they are."""
    key = f"forget.disclosure.field.{name}"
    return html.escape(say(key, language) if key in templates(language) else name)


def _value(value: Any, language: Language) -> str:
    if isinstance(value, dict):
        return _record(value, language)
    if isinstance(value, list | tuple):
        is_plain = not any(isinstance(item, dict | list) for item in value)
        return (
            html.escape(", ".join(map(str, value))) if is_plain else "".join(_value(item, language) for item in value)
        )
    return html.escape(value if isinstance(value, str) else json.dumps(value, default=str).strip('"'))
