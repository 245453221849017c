"""Which records under a table's header are not data: the header again, totals, and an export's footer."""

import re
from collections.abc import Sequence

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.textfile import misfit
from vocpipe.wording import say

_FOOTERS = re.compile(
    r"\s*(?:grand totals?\b|confidential information\b|copyright (?:\(c\)|©)|all rights reserved)"
    r"|機密情報|社外秘|取扱注意|無断転載",
    re.I,
)
_COPYRIGHT = re.compile(r"\s*copyright (?:\(c\)|©)", re.I)
_MAX_COPYRIGHT = 3  # cells, where nobody has quoted the commas in it
_NUMERIC = re.compile(r"[\d.,%¥￥$€()+\-\s件円点名人回個分秒]*|n/?a|-+", re.I)
# What a label says is compared folded: without case, width, blanks and punctuation.
_UNIT = r"(?:件|名|人|点|個|回|円|社|行|rows?|records?|responses?|reviews?|items?|cases?)?"
_WHAT = (
    r"(?:値|点|点数|数|件数|人数|金額|スコア|評価|満足度|得点"
    r"|score|rating|stars|value|amount|count|responses?|records?|rows?|number)?"
)
_SUM = (
    r"(?:grand|sub|overall)?totals?|sum|counts?|合計|総計|小計|総合計|累計|計|総数|件数|総件数|回答数|総回答数|有効回答数|回答者数"
    r"|gesamt|summe|insgesamt|gesamtsumme|totalgénéral|soustotal|somme|suma|totale"
    r"|データの個数|人数|総人数|月計|年計|日計|numberof(?:rows|records|responses|reviews|cases)"
)
_MEASURE = (
    r"(?:grand|overall|total)?(?:averages?|avg|mean|median|min|max|minimum|maximum)|stdev|std|stddev|standarddeviation|variance"
    r"|durchschnitt|mittelwert|moyenne|médiane|promedio|média|gemiddelde"
    r"|(?:総|全体|全体の)?平均|中央値|最頻値|最大|最小|最高|最低|標準偏差|分散"
)
_SUM_LABEL = re.compile(rf"(?:{_SUM}){_WHAT}\d*{_UNIT}", re.I)
_MEASURE_LABEL = re.compile(rf"(?:{_MEASURE}){_WHAT}\d*{_UNIT}", re.I)
_MAX_LABEL = 30  # characters
_SAME_HEADER = 0.6  # of the named columns, the text's among them


def why_not_data(texts: Sequence[str], header: Sequence[str], text_at: int | None) -> str | None:
    """The reason why a row is not data; None if it is. `texts`: its cells, as many as `header` has names.

    `text_at`: the column of text, if the table has one.
    """
    filled = [text for text in texts if text.strip()]
    if not filled:
        return say("collect.row.empty")
    if _is_footer(filled):
        return say("collect.row.footer")
    if repeats_header(texts, header, text_at):
        return say("collect.row.header_again")
    if len(texts) > 1 and _is_total(filled, at_text=text_at is not None and texts[text_at] == filled[0]):
        return say("collect.row.total")
    return None


def _is_footer(filled: Sequence[str]) -> bool:
    if len(filled) == 1 and _FOOTERS.match(filled[0]):
        return True
    return len(filled) <= _MAX_COPYRIGHT and bool(_COPYRIGHT.match(filled[0]))


def why_not_row(cells: Sequence[str], header: Sequence[str]) -> str | None:
    """The reason why a record can't be a row under `header`: it does not fit, or is the header again; else None."""
    return misfit(cells, len(header)) or (say("collect.row.header_again") if repeats_header(cells, header) else None)


def repeats_header(texts: Sequence[str], header: Sequence[str], text_at: int | None = None) -> bool:
    """Whether the cells repeat the names of their columns, in any case and width."""
    if text_at is not None and not _same(texts[text_at], header[text_at]):
        return False
    named = [(text, name) for text, name in zip(texts, header, strict=False) if fold(name)]
    same = sum(_same(text, name) for text, name in named)
    return same >= min(2, len(named)) and same >= _SAME_HEADER * len(named)


def _same(text: str, name: str) -> bool:
    return bool(text.strip()) and len(text) <= 2 * len(name) + 8 and fold(text) == fold(name)


def _is_total(filled: Sequence[str], *, at_text: bool) -> bool:
    """Whether the first filled cell is the label of a sum or of a measure, and the others are numbers.

    Where people write, "Average" and 最高 are opinions with a score: there, only the label of a sum counts.
    """
    label = filled[0]
    if len(label) > _MAX_LABEL or not all(_NUMERIC.fullmatch(text.strip()) for text in filled[1:]):
        return False
    folded = fold(label)
    return bool(
        _SUM_LABEL.fullmatch(folded) or _FOOTERS.match(label) or (not at_text and _MEASURE_LABEL.fullmatch(folded))
    )
