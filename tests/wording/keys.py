"""The wording keys that a module uses, read from its source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

_EXPLORER = "explorer."
_SPEAKERS = {"say", "tell", "text"}


@dataclass(frozen=True)
class Keys:
    """The wording keys that one module uses.

    asked: regular expressions of the keys in its calls of say, tell, text, amount and the explorer's words.
    mentioned: regular expressions of every text in it that may be a key, wherever it stands.
    groups: beginnings of the keys whose ends come from the data, as in words.of("kind", row["kind"]).
    """

    asked: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def mention(self, key: str) -> bool:
        """Whether the module may use `key`."""
        if key.startswith(tuple(self.groups)):
            return True
        return any(self._any.fullmatch(name) for name in (key, key.removeprefix(_EXPLORER)))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(self.mentioned)) or r"(?!)")


def keys_in(source: str) -> Keys:
    """The keys that the source of a module uses."""
    tree, keys = ast.parse(source), Keys()
    speakers = {name for name in _imported_from_wording(tree) if name in _SPEAKERS}
    amounts = "amount" in _imported_from_wording(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            keys.mentioned.update(_patterns(node))
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name, first = _name(node.func), node.args[0]
        if name in speakers and isinstance(node.func, ast.Name):
            keys.asked.update(_patterns(first, dotted=False))
            keys.mentioned.update(_patterns(first, dotted=False))
        elif name in ("words", "self"):
            keys.asked.update(re.escape(_EXPLORER) + pattern for pattern in _patterns(first))
        elif name == "of" and isinstance(first, ast.Constant | ast.JoinedStr):
            keys.groups.add(_EXPLORER + _beginning(first))
        elif name == "amount" and (amounts or isinstance(node.func, ast.Attribute)):
            keys.asked.update(rf"amount\.{pattern}\.other" for pattern in _patterns(first, dotted=False))
    return keys


def _imported_from_wording(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vocpipe.wording")
        for alias in node.names
    }


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _beginning(group: ast.Constant | ast.JoinedStr) -> str:
    """The prefix of the keys of a group: "kind." of "kind", and "verdict_" of f"verdict_{outcome}"."""
    if isinstance(group, ast.Constant):
        return f"{group.value}."
    return str(group.values[0].value) if isinstance(group.values[0], ast.Constant) else ""


def _patterns(node: ast.expr, *, dotted: bool = True) -> Iterator[str]:
    """A regular expression per key that the expression may be; f-strings match whatever their places take."""
    if isinstance(node, ast.IfExp):
        yield from _patterns(node.body, dotted=dotted)
        yield from _patterns(node.orelse, dotted=dotted)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if "." in node.value or not dotted:
            yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
        if re.search(r"\w\.|\.\w" if dotted else r"\w{3}", "".join(part or "" for part in parts)):
            yield "".join(r"[\w.]+" if part is None else re.escape(part) for part in parts)
