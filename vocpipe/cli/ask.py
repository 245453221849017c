"""`vocpipe init --ask`: what the files do not show, asked one by one; Enter takes the guess."""

from pathlib import Path

import typer

from vocpipe.collect.guess import Guess, guess
from vocpipe.collect.guessing.questions import NOBODY, Question, open_questions
from vocpipe.collect.guessing.remarks import remarks_on
from vocpipe.collect.guessing.source import SourceGuess
from vocpipe.collect.parsing.columns import fold
from vocpipe.wording import tell, user_language


def ask(root: Path) -> Guess:
    """The guess about the files in `root`/inputs, with what the person at the terminal knows."""
    found = guess(root)
    wanted = {}
    for name, paths in found.rivals().items():
        files = tuple(path.as_posix() for path in paths)
        typer.echo(f"\n{tell('collect.init.which_file', section=name)}")
        answer = _chosen(files, files[0])
        wanted[name] = Path(answer or files[0])
    if any(wanted[name] != paths[0] for name, paths in found.rivals().items()):
        found = guess(root, wanted)
    return found.with_sources([_settled(source) for source in found.sources])


def _settled(source: SourceGuess) -> SourceGuess:
    """The source after every question about it; an answer may settle further ones, or bring up new ones."""
    _show(source)
    seen: set[str] = set()
    changed = False
    while question := next((one for one in open_questions(source) if one.about not in seen), None):
        seen.add(question.about)
        answer = _answer(question)
        if answer is not None:
            source, changed = question.answer(answer), True
        elif question.guess is not None:
            source = source.with_guess(question.about)
    if changed:
        _show(source)
    return source


def _show(source: SourceGuess) -> None:
    typer.echo(f"\n{source.settings.path}")
    for remark in remarks_on(source):
        line = remark.label.in_(user_language())
        typer.echo(f"  {line}: {remark.value}" if remark.value else f"  {line}")


def _answer(question: Question) -> str | None:
    """What was answered; None: nothing, so that the guess holds."""
    typer.echo(f"\n  {question.sentence.in_(user_language())}")
    return _chosen(question.choices, question.guess)


def _chosen(choices: tuple[str, ...], guessed: str | None) -> str | None:
    """One of the choices, by its number or its name; None for Enter alone."""
    for number, choice in enumerate(choices, start=1):
        label = tell("collect.init.anonymous") if choice == NOBODY else choice
        typer.echo(f"    {number}  {label}")
    shown = tell("collect.init.leave_open") if guessed is None else guessed
    while True:
        said = typer.prompt(f"  {tell('collect.init.choose')}", default=shown, type=str).strip()
        if said in ("", shown):
            return None
        found = _found(said, choices)
        if found is not None:
            return found
        typer.echo(f"  {tell('collect.init.no_choice', said=said)}")


def _found(said: str, choices: tuple[str, ...]) -> str | None:
    """The choice that was meant; a column that is called by a number goes before the number of a choice."""
    if said in choices:
        return said
    if said.isdecimal() and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1]
    alike = [choice for choice in choices if fold(choice) == fold(said)]
    return alike[0] if len(alike) == 1 else None
