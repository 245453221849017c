"""`vocpipe evaluate`: the commands that measure quality and cost, and print the figures."""

import os
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vocpipe.cli.evaluate_heads import evaluate_aspects, evaluate_causes, evaluate_intent, evaluate_sentiment
from vocpipe.cli.options import HERE, JsonOption, WorkspaceOption
from vocpipe.cli.scores import Against, LabelOption, TextOption, print_scores, settings_if_any
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

if TYPE_CHECKING:
    pass


evaluate = typer.Typer(help=tell("cli.evaluate.help"), no_args_is_help=True)


@evaluate.command("themes", help=tell("cli.evaluate.themes.help"))
def evaluate_themes(
    file: Annotated[Path, typer.Argument(help=tell("cli.evaluate.file"))],
    text: TextOption,
    label: LabelOption,
    stability: Annotated[bool, typer.Option("--stability", help=tell("cli.evaluate.themes.stability"))] = False,
    against: Annotated[
        list[Against] | None, typer.Option("--against", help=tell("cli.evaluate.themes.against"))
    ] = None,
    rows: Annotated[int | None, typer.Option("--rows", min=1, help=tell("cli.evaluate.themes.rows"))] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well themes that are discovered without the labels agree with them."""
    from vocpipe.evaluate.rows import read_labelled
    from vocpipe.evaluate.themes import evaluate_themes as measure
    from vocpipe.evaluate.themes import some_rows

    labeled = read_labelled(file, text, label)
    scores = measure(
        labeled if rows is None else some_rows(labeled, rows),
        settings_if_any(workspace),
        stability=stability,
        bertopic=Against.bertopic in (against or []),
        taught=Against.taught in (against or []),
    )
    print_scores({name: value for name, value in asdict(scores).items() if value is not None}, as_json)


@evaluate.command("scale", help=tell("cli.evaluate.scale.help"))
def evaluate_scale(
    sentences: Annotated[
        int, typer.Option("--sentences", min=100, help=tell("cli.evaluate.scale.sentences"))
    ] = 100_000,
    outcomes: Annotated[bool, typer.Option("--outcomes", help=tell("cli.evaluate.scale.outcomes"))] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print the time and memory that themes of synthetic sentences take, or the time of the outcomes."""
    from vocpipe.evaluate.outcomes.speed import evaluate_speed
    from vocpipe.evaluate.scale import evaluate_scale as measure

    settings = settings_if_any(workspace)
    scores = evaluate_speed(settings.outcomes) if outcomes else measure(sentences, settings.themes)
    print_scores(asdict(scores), as_json)


@evaluate.command("outcomes", help=tell("cli.evaluate.outcomes.help"))
def evaluate_outcomes(
    worlds: Annotated[int, typer.Option("--worlds", min=0, help=tell("cli.evaluate.outcomes.worlds"))] = 0,
    customers: Annotated[int, typer.Option("--customers", min=50, help=tell("cli.evaluate.outcomes.customers"))] = 600,
    months: Annotated[int, typer.Option("--months", min=6, help=tell("cli.evaluate.outcomes.months"))] = 12,
    themes: Annotated[int, typer.Option("--themes", min=14, help=tell("cli.evaluate.outcomes.themes"))] = 20,
    seed: Annotated[int, typer.Option("--seed", help=tell("cli.evaluate.outcomes.seed"))] = 0,
    family: Annotated[list[str] | None, typer.Option("--family", help=tell("cli.evaluate.outcomes.family"))] = None,
    every: Annotated[bool, typer.Option("--all", help=tell("cli.evaluate.outcomes.all"))] = False,
    results: Annotated[Path | None, typer.Option("--results", help=tell("cli.evaluate.outcomes.results"))] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help=tell("cli.evaluate.outcomes.markdown"))] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help=tell("cli.evaluate.outcomes.jobs"))] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how often the verdicts on simulated companies are right."""
    from vocpipe.evaluate.outcomes import show
    from vocpipe.evaluate.outcomes.family import Size, Worlds
    from vocpipe.evaluate.outcomes.measure import chosen_families, results_of

    chosen, found = chosen_families(family or [], every=every), []
    settings, size = settings_if_any(workspace).outcomes, Size(customers, months, themes)
    label = tell("cli.evaluate.outcomes.progress")
    with typer.progressbar(length=worlds * len(chosen), label=label, file=sys.stderr) as bar:
        for number, one in enumerate(chosen):
            planned = Worlds(worlds, settings, seed, size, partial(_show_done, bar, number * worlds))
            found += results_of([one], planned, results, jobs=jobs or os.cpu_count() or 1)
    if as_json:
        print_scores({"families": show.shown(found)}, as_json)
    else:
        typer.echo("\n".join(show.markdown(found) if markdown else show.lines(found)))


def _show_done(bar: Any, before: int, done: int) -> None:
    """Show on the bar that `done` more are done than there were before."""
    bar.update(before + done - bar.pos)


evaluate.command("sentiment", help=tell("cli.evaluate.sentiment.help"))(evaluate_sentiment)
evaluate.command("aspects", help=tell("cli.evaluate.aspects.help"))(evaluate_aspects)
evaluate.command("causes", help=tell("cli.evaluate.causes.help"))(evaluate_causes)
evaluate.command("intent", help=tell("cli.evaluate.intent.help"))(evaluate_intent)


@evaluate.command("growth", help=tell("cli.evaluate.growth.help"))
def evaluate_growth(
    sentences: Annotated[
        int, typer.Option("--sentences", min=100, help=tell("cli.evaluate.growth.sentences"))
    ] = 100_000,
    new: Annotated[int, typer.Option("--new", min=1, help=tell("cli.evaluate.growth.new"))] = 1_000,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print what a first refresh of synthetic sentences costs, and a second one with a few more."""
    from tempfile import TemporaryDirectory

    from vocpipe.evaluate.growth import measure_growth

    with TemporaryDirectory(prefix="vocpipe-") as folder:
        model = settings_if_any(workspace).embed.model
        scores = measure_growth(Path(folder) / "workspace", model=model, sentences=sentences, new=new)
    print_scores(asdict(scores), as_json)


@evaluate.command("privacy", help=tell("cli.evaluate.privacy.help"))
def evaluate_privacy(
    file: Annotated[Path | None, typer.Argument(help=tell("cli.evaluate.privacy.file"))] = None,
    customers: Annotated[Path | None, typer.Option("--customers", help=tell("cli.evaluate.privacy.customers"))] = None,
    examples: Annotated[int, typer.Option("--examples", min=0, help=tell("cli.evaluate.privacy.examples"))] = 0,
    make: Annotated[Path | None, typer.Option("--make", help=tell("cli.evaluate.privacy.make"))] = None,
    seed: Annotated[int, typer.Option("--seed", help=tell("cli.evaluate.privacy.seed"))] = 0,
    n: Annotated[int, typer.Option("--n", min=1, help=tell("cli.evaluate.privacy.n"))] = 500,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how many planted identities are masked, and how many innocent words; or make such a corpus."""
    if (file is None) is (make is None):
        raise typer.BadParameter(tell("cli.evaluate.privacy.one_of"))
    if make is not None:
        from vocpipe.evaluate.privacy.make import make_corpus

        written = make_corpus(make, seed=seed, n=n)
        typer.echo(tell("cli.evaluate.privacy.made", rows=written.rows, corpus=make, customers=written.customers))
    elif file is not None:
        from vocpipe.evaluate.privacy.corpus import read_corpus
        from vocpipe.evaluate.privacy.measure import evaluate_privacy as measure
        from vocpipe.evaluate.privacy.show import lines

        scores = measure(read_corpus(file), settings_if_any(workspace), customers=customers, examples=examples)
        if as_json:
            print_scores(asdict(scores), as_json)
        else:
            typer.echo("\n".join(lines(scores)))


@evaluate.command("search", help=tell("cli.evaluate.search.help"))
def evaluate_search(
    file: Annotated[Path | None, typer.Argument(help=tell("cli.evaluate.search.file"))] = None,
    question: Annotated[str, typer.Option("--question", help=tell("cli.evaluate.search.question"))] = "question",
    twin: Annotated[str, typer.Option("--twin", help=tell("cli.evaluate.search.twin"))] = "twin",
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how often a search finds the theme of what says the same in another language."""
    from vocpipe.evaluate.search import evaluate_search as measure
    from vocpipe.evaluate.search_show import lines
    from vocpipe.evaluate.twins import demo_pairs, read_pairs

    scores = measure(demo_pairs() if file is None else read_pairs(file, question, twin), Workspace(workspace))
    if as_json:
        print_scores(asdict(scores), as_json)
    else:
        typer.echo("\n".join(lines(scores)))


@evaluate.command("titles", help=tell("cli.evaluate.titles.help"))
def evaluate_titles(as_json: JsonOption = False, workspace: WorkspaceOption = HERE) -> None:
    """Print how good the titles of the workspace's themes are."""
    from vocpipe.evaluate.titles import evaluate_titles as measure

    print_scores(asdict(measure(Workspace(workspace))), as_json)


@evaluate.command("planted", help=tell("cli.evaluate.planted.help"))
def evaluate_planted(as_json: JsonOption = False, workspace: WorkspaceOption = HERE) -> None:
    """Print how well the themes of the demo company agree with its planted topics."""
    from vocpipe.evaluate.planted import evaluate_planted as measure

    print_scores(asdict(measure(Workspace(workspace))), as_json)


@evaluate.command("taxonomy", help=tell("cli.evaluate.taxonomy.help"))
def evaluate_taxonomy(
    file: Annotated[Path, typer.Argument(help=tell("cli.evaluate.file"))],
    text: TextOption,
    label: LabelOption,
    themes: Annotated[int, typer.Option("--themes", min=1, help=tell("cli.evaluate.taxonomy.themes"))] = 10,
    examples: Annotated[int, typer.Option("--examples", min=0, help=tell("cli.evaluate.taxonomy.examples"))] = 5,
    draws: Annotated[int, typer.Option("--draws", min=1, help=tell("cli.evaluate.taxonomy.draws"))] = 5,
    seed: Annotated[int, typer.Option("--seed", help=tell("cli.evaluate.taxonomy.seed"))] = 0,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print how well themes with a name and a few examples find their rows, and how well the rest is found."""
    from vocpipe.evaluate.rows import read_labelled
    from vocpipe.evaluate.taxonomy import evaluate_taxonomy as measure

    rows, settings = read_labelled(file, text, label), settings_if_any(workspace)
    print_scores(asdict(measure(rows, settings, guided=themes, examples=examples, draws=draws, seed=seed)), as_json)
