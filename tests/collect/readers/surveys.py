"""Small surveys to read, made of rows, and what comes out of them."""

import csv
import io

from vocpipe.collect.gather import gather
from vocpipe.records import Accepted


def names(header):
    """The names of the columns in a header that is one line."""
    return header.split("|")


def table(*rows, delimiter=","):
    """The rows as the text of a CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def parts_of(outcomes):
    """Every piece of feedback, in order."""
    return [part for outcome in outcomes if isinstance(outcome, Accepted) for part in outcome.feedback]


def said(outcomes):
    """(id, question, text, score type, score) of every piece of feedback."""
    return [
        (part.source_id, part.attrs.get("question"), part.text, part.score_type, part.score)
        for part in parts_of(outcomes)
    ]


def balanced(outcomes):
    """Whether every row became exactly one outcome; the counts."""
    counts = gather(outcomes, kind="survey").counts
    out = counts["rows_accepted"] + counts["rows_rejected"] + counts["rows_left_out"]
    return out == counts["rows_read"] == len(outcomes), counts
