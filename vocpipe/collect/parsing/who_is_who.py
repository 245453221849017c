"""Who of a talk's speakers is a customer: by the settings, the file itself, roles, own names; nobody is guessed.

If all that are known belong to the company, the others are its customers. If nothing is known of several speakers, none
of them is heard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.speakers import Speaker, reason_of, speaker_of
from vocpipe.collect.parsing.turns import DASH
from vocpipe.own_names import OwnNames
from vocpipe.wording import say

EVERYONE_ELSE = "*"  # in the settings' speakers
_ASKED = {
    "Q": "A",
    "Ｑ": "Ａ",
    "問": "答",
    "質問者": "回答者",
    "questioner": "respondent",
    "asker": "answerer",
    "op": "cu",
    "ag": "cu",
}


def why_left_out(speaker: Speaker) -> str:
    """The key of the sentence that says why a turn is left out: by `speaker`, or by somebody who may be anybody.

    Raises KeyError for a customer.
    """
    return "collect.talks.unknown_speaker" if speaker is Speaker.UNKNOWN else reason_of(speaker)


@dataclass(slots=True)
class Cast:
    """Who each speaker is, by name. `assumed`: customers for want of anybody else."""

    speakers: dict[str, Speaker] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)

    def speaker(self, name: str | None) -> Speaker:
        """Who the speaker with this name is; None: nobody is named."""
        return self.speakers.get(name or "", Speaker.UNKNOWN)

    def unknown(self) -> list[str]:
        """The names of which nothing shows who they are; "*" where nobody is named."""
        names = (name for name, speaker in self.speakers.items() if speaker is Speaker.UNKNOWN)
        return [name or EVERYONE_ELSE for name in names]

    def warnings(self) -> list[str]:
        """What the user should know, with the setting that decides."""
        unknown = self.unknown()
        named = [name for name in unknown if name != EVERYONE_ELSE]
        found: list[str] = []
        if named:
            found.append(say("collect.talks.unknown_speakers", names=", ".join(named), name=named[0]))
        if EVERYONE_ELSE in unknown:
            found.append(say("collect.talks.nobody_named"))
        if self.assumed:
            names = ", ".join(self.assumed)
            found.append(say("collect.talks.assumed", names=names, name=self.assumed[0]))
        return found


def who_is_who(
    names: Sequence[str | None],
    *,
    stated: Mapping[str, str] | None = None,
    told: Mapping[str, Speaker] | None = None,
    own: Iterable[str] = (),
) -> Cast:
    """Who each of a talk's speakers is; None among `names`: turns before which no name stands.

    `stated`: name or role -> who, from the settings; `told`: from the file; `own`: the company's names.
    """
    settings = {fold(name): Speaker(speaker) for name, speaker in (stated or {}).items() if fold(name)}
    in_file = {fold(name): speaker for name, speaker in (told or {}).items()}
    own_names = OwnNames(list(own))
    cast = Cast()
    for name in dict.fromkeys(name or "" for name in names):
        cast.speakers[name] = _who(name, settings, in_file, own_names)
    _questions(cast)
    _everyone_else(cast, (stated or {}).get(EVERYONE_ELSE))
    return cast


def _who(name: str, settings: Mapping[str, Speaker], told: Mapping[str, Speaker], own: OwnNames) -> Speaker:
    folded = fold(name)
    if folded in settings or folded in told:
        return settings.get(folded) or told[folded]
    if name == DASH:
        return Speaker.AGENT
    by_role = speaker_of(name)
    return Speaker.AGENT if by_role is Speaker.UNKNOWN and own.spans(name) else by_role


def _questions(cast: Cast) -> None:
    """Where one only asks and the other answers, the one who asks is the interviewer."""
    folded = {fold(name): name for name in cast.speakers}
    for asking, answering in _ASKED.items():
        one, other = folded.get(fold(asking)), folded.get(fold(answering))
        if one and other and cast.speakers[one] is Speaker.UNKNOWN:
            cast.speakers[one] = Speaker.AGENT
            if cast.speakers[other] is Speaker.UNKNOWN:
                cast.speakers[other] = Speaker.CUSTOMER
                cast.assumed.append(other)


def _everyone_else(cast: Cast, stated: str | None) -> None:
    """Those of whom nothing is known yet: as the settings say, else customers if all others are the company's."""
    unknown = [name for name, speaker in cast.speakers.items() if speaker is Speaker.UNKNOWN]
    known = set(cast.speakers.values()) - {Speaker.UNKNOWN}
    if stated:
        cast.speakers.update(dict.fromkeys(unknown, Speaker(stated)))
    elif unknown and "" not in unknown and _must_be_customers(unknown, known):
        cast.speakers.update(dict.fromkeys(unknown, Speaker.CUSTOMER))
        cast.assumed += unknown


def _must_be_customers(unknown: Sequence[str], known: set[Speaker]) -> bool:
    if Speaker.CUSTOMER in known:
        return False
    return Speaker.AGENT in known or (Speaker.BOT in known and len(unknown) == 1) or len(unknown) == 1
