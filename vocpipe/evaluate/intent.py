"""How well intent agrees with labels that people gave."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.vectors import vectors_beside
from vocpipe.sentiment.head import MIN_INTENT_LEAD, UNCLEAR, train
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class IntentGroup:
    """How well intent agrees with the labels of one group of rows."""

    accuracy: float
    n: int


@dataclass(frozen=True, slots=True)
class IntentScores:
    """How well intent agrees with labels.

    accuracy: of the likeliest intent, over all n rows; a row labeled unclear is right if it is called so. unclear: the
    share of rows that are called unclear; accuracy_if_clear: over the others. groups: accuracy by group.
    """

    accuracy: float
    accuracy_if_clear: float
    unclear: float
    n: int
    groups: dict[str, IntentGroup]


def evaluate_intent(rows: LabelledRows, groups: list[str], settings: Settings) -> IntentScores:
    """How well the intent of the rows' texts agrees with their labels: an intent, or unclear.

    groups: of each row, such as its genre. Raises EvaluationError for another label, and unless each row has a group.
    """
    if len(groups) != len(rows.texts):
        raise EvaluationError(tell("evaluate.intent.no_group", rows=len(rows.texts), groups=len(groups)))
    ours, theirs = vectors_beside(training_sentences(), rows.texts, settings)
    heads = train(ours)
    truth = _intents(rows.labels, [*heads.intent.names, UNCLEAR])
    likeliest = heads.intents(theirs, rows.texts)
    told = heads.intents(theirs, rows.texts, min_lead=MIN_INTENT_LEAD)
    right = np.where(truth == UNCLEAR, told, likeliest) == truth
    clear = told != UNCLEAR
    by_group = {
        name: IntentGroup(float(right[at].mean()), int(at.sum()))
        for name in sorted(set(groups))
        for at in [np.array(groups) == name]
    }
    return IntentScores(
        float(right.mean()),
        float(right[clear].mean()) if clear.any() else 0.0,
        float(1 - clear.mean()),
        len(truth),
        by_group,
    )


def _intents(labels: list[str], known: list[str]) -> npt.NDArray[np.str_]:
    folded = [label.casefold() for label in labels]
    for label in folded:
        if label not in known:
            raise EvaluationError(tell("evaluate.intent.unknown_label", label=label, known=", ".join(known)))
    return np.array(folded)
