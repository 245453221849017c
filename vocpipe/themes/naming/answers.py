"""Which of the names that the user's program gives can be used."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from vocpipe.themes.clauses import key
from vocpipe.themes.naming.program import ProgramError
from vocpipe.wording import tell

MAX_NAME_LENGTH = 80

Names = dict[str, dict[str, str]]  # theme -> language -> name
UsedNames = dict[tuple[bool, str, str], set[str]]  # (is sub-theme, language, key of a name) -> themes with that name
Asked = tuple[str, bool, list[str]]  # theme, is sub-theme, languages to name it in


def used_names(rows: Iterable[tuple[str, bool, dict[str, str]]]) -> UsedNames:
    """The themes that have each name, from rows of (theme, is sub-theme, language -> name)."""
    used: UsedNames = {}
    for theme_id, is_sub, names in rows:
        for language, name in names.items():
            used.setdefault((is_sub, language, key(name)), set()).add(theme_id)
    return used


def usable_names(answer: Any, asked: Sequence[Asked], used: UsedNames) -> tuple[Names, list[str]]:
    """The names in the answer that can be used, and a phrase per reason with the number of names that can't.

    The names are added to `used`. The program may leave out themes and languages. Raises ProgramError if the answer is
    not a JSON object.
    """
    if not isinstance(answer, dict):
        raise ProgramError(tell("themes.naming.problem.no_object"))
    names: Names = {}
    refused = Counter({"unknown_theme": len(answer.keys() - {theme_id for theme_id, _, _ in asked})})
    for theme_id, is_sub, languages in asked:
        by_language = answer.get(theme_id, {})
        if not isinstance(by_language, dict):
            refused["no_languages"] += 1
            continue
        for language in languages:
            name = by_language.get(language)
            if name is None:
                continue
            tidy = " ".join(name.split()) if isinstance(name, str) else ""
            holders = used.setdefault((is_sub, language, key(tidy)), set())
            reason = _refusal(tidy, taken=bool(holders - {theme_id}))
            if reason:
                refused[reason] += 1
            else:
                holders.add(theme_id)
                names.setdefault(theme_id, {})[language] = tidy
    return names, [_phrase(reason, count) for reason, count in sorted((+refused).items())]


def _refusal(name: str, *, taken: bool) -> str | None:
    """Why a name can't be used, as the last part of a wording key; None if it can."""
    if not key(name):
        return "empty"
    if len(name) > MAX_NAME_LENGTH:
        return "too_long"
    if not name.isprintable():
        return "unprintable"
    return "taken" if taken else None


def _phrase(reason: str, count: int) -> str:
    return tell(f"themes.naming.refused.{reason}", n=count, max=MAX_NAME_LENGTH)
