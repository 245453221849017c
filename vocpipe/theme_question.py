"""What a theme would take that somebody asks for by a question, and keeping it among the company's own themes."""

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.encoders.models import encode
from vocpipe.errors import SettingsError
from vocpipe.settings import SETTINGS_FILE, GuidedThemeSettings, Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace
from vocpipe.structure.boundaries import JAPANESE
from vocpipe.structure.guide import guide_texts
from vocpipe.themes.guided.guide import Guide, Guided
from vocpipe.themes.guided.take import take
from vocpipe.themes.load import load_guided, load_opinions, load_space
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Space
from vocpipe.themes.words import Words
from vocpipe.wording import tell

_VOICES, _THEMES = 10, 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a theme would take of the workspace's opinions.

    sentences, of: how many sentences, and of how many. themes: the ids of the themes in which they are now, None for
    none, with their numbers, the largest first. voices: some of the sentences, those that belong most clearly first.
    """

    sentences: int
    of: int
    themes: list[tuple[str | None, int]]
    voices: list[str]


def theme_called(
    question: str,
    *,
    ja: str | None = None,
    en: str | None = None,
    words: Sequence[str] = (),
    examples: Sequence[str] = (),
) -> GuidedThemeSettings:
    """The theme that a question asks for: its name in the question's language, unless another one is given."""
    names = {"name_ja" if JAPANESE.search(question) else "name_en": question.strip()}
    names |= {name: given for name, given in (("name_ja", ja), ("name_en", en)) if given}
    return GuidedThemeSettings.model_validate({**names, "words": list(words), "examples": list(examples)})


def ask_theme(workspace: Workspace, theme: GuidedThemeSettings) -> Answer:
    """What the theme would take at the next discovery, next to the company's other themes.

    Raises SettingsError if the settings have this theme already, WorkspaceError if there is no private database yet.
    """
    settings = _without(workspace.settings, theme)
    with workspace.connect_read_only() as connection:
        opinions = load_opinions(connection)
        space = load_space(connection, opinions, encoder_plan(settings.embed))
        guided = load_guided(connection, settings, opinions)
        known = Guided(_with(guided.guide, theme, settings), guided.taught)
        words = opinions.words(settings.workspace.own_names)
        taken = take(space, words, known.guide, known.taught)
    return _answer(opinions, taken.themes == len(settings.theme), taken.scores, words)


def keep_theme(workspace: Workspace, theme: GuidedThemeSettings) -> None:
    """Add the theme to vocpipe.toml; the next refresh discovers the themes anew, with it.

    Raises SettingsError if the settings have it already, or can't take it.
    """
    _without(workspace.settings, theme)
    path = (workspace.root / SETTINGS_FILE).resolve()
    content = path.read_text(encoding="utf-8-sig")
    lines = ["[[theme]]", *(f"{name} = {_toml(value)}" for name, value in theme.model_dump().items() if value)]
    content = content.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"
    try:
        Settings.model_validate(tomllib.loads(content), context={"root": workspace.root.resolve()})
    except ValueError as error:  # pydantic's and tomllib's are such
        raise SettingsError(tell("cli.theme.ask.not_kept", path=path, problem=str(error).splitlines()[0])) from error
    new = path.with_name(f"{path.name}.partial")
    new.write_text(content, encoding="utf-8")
    new.chmod(path.stat().st_mode)
    new.replace(path)


def _toml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _without(settings: Settings, theme: GuidedThemeSettings) -> Settings:
    if theme.theme_id in {known.theme_id for known in settings.theme}:
        raise SettingsError(tell("cli.theme.ask.known", name=theme.shown))
    return settings


def _with(guide: Guide, theme: GuidedThemeSettings, settings: Settings) -> Guide:
    """The guide with one more theme, whose texts are embedded now."""
    rows = guide_texts(settings.model_copy(update={"theme": [theme]}))
    plan, texts = encoder_plan(settings.embed), rows["text"].to_pylist()
    languages = np.array(rows["lang"].to_pylist(), dtype=np.str_)
    own = {
        language: encode(
            model, [text for text, lang in zip(texts, languages.tolist(), strict=True) if lang == language]
        )
        for language, model in plan.own.items()
        if (languages == language).any()
    }
    return Guide(
        [*guide.ids, theme.theme_id],
        [*guide.terms, theme.words],
        guide.space.joined(Space(encode(plan.shared, texts), languages, own)),
        guide.texts.joined(Words(texts, rows["tokens"].to_pylist())),
        np.concatenate([guide.owner, np.full(len(texts), len(guide), np.int64)]),
        np.concatenate([guide.is_example, np.array(rows["is_example"].to_pylist(), bool)]),
    )


def _answer(opinions: Opinions, taken: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64], words: Words) -> Answer:
    places = np.flatnonzero(taken)
    homes: Counter[str | None] = Counter()
    themes = opinions.themes
    for place in places.tolist():
        homes[themes[place]] += words.times[place]
    order = places[np.argsort(-scores[places].round(4), kind="stable")]
    voices = [words.texts[place] for place in order.tolist() if words.texts[place]]
    return Answer(sum(homes.values()), sum(words.times), homes.most_common(_THEMES), voices[:_VOICES])
