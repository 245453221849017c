"""`vocpipe evaluate sentiment`, `aspects`, `intent` and `causes`: how often the heads agree with people."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vocpipe.cli.options import HERE, JsonOption, WorkspaceOption
from vocpipe.cli.scores import LabelOption, TextOption, print_scores, rounded, settings_if_any
from vocpipe.wording import tell

if TYPE_CHECKING:
    from vocpipe.evaluate.sentiment import SentimentScores


def evaluate_sentiment(
    file: Annotated[Path, typer.Argument(help=tell("cli.evaluate.file"))],
    text: TextOption,
    label: LabelOption,
    sample: Annotated[int | None, typer.Option("--calibrate", help=tell("cli.evaluate.sentiment.calibrate"))] = None,
    taught: Annotated[bool, typer.Option("--taught", help=tell("cli.evaluate.sentiment.taught"))] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well the sentiment of rows agrees with their labels."""
    from vocpipe.evaluate.rows import read_labelled
    from vocpipe.evaluate.sentiment import evaluate_calibrated, evaluate_taught
    from vocpipe.evaluate.sentiment import evaluate_sentiment as measure

    if taught and sample is not None:
        raise typer.BadParameter(tell("cli.evaluate.sentiment.one_of"))
    rows, settings = read_labelled(file, text, label), settings_if_any(workspace)
    if sample is not None:
        scores: SentimentScores = evaluate_calibrated(rows, settings, sample)
    else:
        scores = (evaluate_taught if taught else measure)(rows, settings)
    print_scores(asdict(scores), as_json)


def evaluate_aspects(
    file: Annotated[Path | None, typer.Argument(help=tell("cli.evaluate.aspects.file"))] = None,
    text: TextOption = "text",
    label: LabelOption = "labels",
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well the sentiment of each thing that a sentence judges is told."""
    from vocpipe.evaluate.aspects import LANGUAGES, held_back
    from vocpipe.evaluate.aspects import evaluate_aspects as measure
    from vocpipe.evaluate.rows import read_labelled

    settings = settings_if_any(workspace)
    if file is not None:
        print_scores(asdict(measure(read_labelled(file, text, label), settings)), as_json)
        return
    found = {str(language): asdict(measure(held_back(language), settings)) for language in LANGUAGES}
    if as_json:
        print_scores(found, as_json)
        return
    for language, scores in found.items():
        typer.echo(tell(f"cli.evaluate.aspects.{language}"))
        print_scores(scores, as_json)
        typer.echo()


def evaluate_causes(
    file: Annotated[Path | None, typer.Argument(help=tell("cli.evaluate.causes.file"))] = None,
    text: TextOption = "text",
    label: LabelOption = "cause",
    feelings: Annotated[bool, typer.Option("--feelings", help=tell("cli.evaluate.causes.feelings"))] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well causes and feelings agree with labels."""
    from vocpipe.evaluate.causes import evaluate_facet, evaluate_held_back, lines
    from vocpipe.evaluate.rows import read_labelled

    settings = settings_if_any(workspace)
    if file is not None:
        scores = evaluate_facet(read_labelled(file, text, label), settings, "feeling" if feelings else "cause")
        typer.echo(json.dumps(rounded(asdict(scores))) if as_json else "\n".join(lines(scores)))
        return
    found = evaluate_held_back(settings)
    if as_json:
        print_scores({facet: {lang: asdict(of) for lang, of in by.items()} for facet, by in found.items()}, as_json)
        return
    for facet, by_language in found.items():
        for language, of in by_language.items():
            typer.echo("\n".join([tell(f"cli.evaluate.causes.{facet}", lang=language), *lines(of), ""]))


def evaluate_intent(
    file: Annotated[Path, typer.Argument(help=tell("cli.evaluate.file"))],
    text: TextOption,
    label: LabelOption,
    group: Annotated[str | None, typer.Option("--group", help=tell("cli.evaluate.intent.group"))] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well the intent of rows agrees with their labels."""
    from vocpipe.evaluate.intent import evaluate_intent as measure
    from vocpipe.evaluate.rows import read_labelled

    rows = read_labelled(file, text, label)
    groups = read_labelled(file, text, group).labels if group else ["all"] * len(rows.texts)
    print_scores(asdict(measure(rows, groups, settings_if_any(workspace))), as_json)
