"""A customer's time line: a lane for each kind of thing that was said or done, over the same days."""

from datetime import date
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm, time_axis
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Table, pickable
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.words import Words

_SAID = ("survey", "ticket", "message", "review", "post", "community", "interview", "call")
# The lanes from the top; what is not in the data has none.
LANES = (*_SAID, "use", "contact", "action", "event")
_SHAPES = {"use": "square", "contact": "triangle-up", "action": "diamond", "event": "cross"}


def marks(context: PageContext, key: str, voices: Rows) -> Rows:
    """One row per mark, the newest first: day, lane, tone, size, what it says, and the feedback behind it if any."""
    words = context.words
    used = context.rows("customer_use", customer=key)
    most = max((row["n_days"] for row in used), default=1)
    rows = [
        *(_voice(words, row) for row in voices if row["created_on"]),
        *(_use(words, row, most) for row in used),
        *(
            _mark(row["contacted_on"], "contact", words("customer.contacted"))
            for row in context.rows("customer_contacts", customer=key)
        ),
        *(_mark(row["done_on"], "action", row["title"]) for row in context.rows("customer_actions", customer=key)),
    ]
    first = min((row["day"] for row in rows), default=None)
    events = context.rows("calendar") if first else []
    rows += [_mark(row["event_on"], "event", row["name"]) for row in events if row["event_on"] >= first]
    return sorted(rows, key=lambda row: (row["day"], row["lane"]), reverse=True)


def timeline(words: Words, rows: Rows) -> alt.LayerChart:
    """The chart of the marks, each score above its mark; a click on a voice selects its feedback."""
    colors = palette()
    tones = {"good": colors.good, "bad": colors.bad, "plain": colors.accent, "unsure": colors.unsure}
    lanes = [lane for lane in LANES if any(row["lane"] == lane for row in rows)]
    data = [
        {
            "feedback": row["feedback_id"] or "",
            "day": row["day"].isoformat(),
            "lane": _lane(words, row["lane"]),
            "color": tones[row["tone"]],
            "shape": _SHAPES.get(row["lane"], "circle"),
            "size": row["size"],
            "when": row["when"] or words.day(row["day"]),
            "what": row["what"],
            "score": words.number(row["score"]) if row["score"] is not None else "",
        }
        for row in rows
    ]
    base = alt.Chart(arrow(data)).encode(
        x=time_axis("day", words("chart_format.month")),
        y=alt.Y(
            "lane:N",
            title=None,
            sort=[_lane(words, lane) for lane in lanes],
            axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8),
        ),
        tooltip=[
            alt.Tooltip("when:N", title=words("chart.day")),
            alt.Tooltip("lane:N", title=words("chart.what")),
            alt.Tooltip("what:N", title=words("customer.detail")),
        ],
    )
    points = base.mark_point(filled=True, opacity=0.85).encode(
        color=alt.Color("color:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
    )
    scores = base.mark_text(dy=-12, fontSize=11, color=colors.text).encode(text=alt.Text("score:N"))
    layers = [points.add_params(pickable(["feedback"])), scores]
    return calm(alt.LayerChart(layer=layers, height=alt.Step(36)))


def behind(words: Words, rows: Rows) -> Table:
    """The marks as a table, in words: what a color says on the chart has a column here."""
    head = [words("chart.day"), words("chart.what"), words("customer.detail"), words("theme.sentiment")]
    cells = [
        [
            row["when"] or words.day(row["day"]),
            _lane(words, row["lane"]),
            row["what"],
            words.of("tone", row["tone"]) if row["lane"] in _SAID else words.number(None),
        ]
        for row in rows
    ]
    return Table("customer_timeline", head, cells)


def _lane(words: Words, lane: str) -> str:
    return words.of("kind", lane) if lane in _SAID else words(f"customer.lane_{lane}")


def _voice(words: Words, row: dict[str, Any]) -> dict[str, Any]:
    score = None
    if row["score"] is not None and row["score_type"]:
        score = words("customer.score", type=words.of("score", row["score_type"]), score=words.number(row["score"]))
    text = row["sentence"] or row["text"]
    what = words.facts([score, text]) or words("quote.no_text")
    mark = _mark(row["created_on"], row["kind"], what, tone=_tone(row), feedback=row["feedback_id"])
    return mark | {"score": row["score"]}


def _tone(row: dict[str, Any]) -> str:
    """How it sounds: by which sentences are more, else by the group of its NPS score."""
    if row["n_negative"] != row["n_positive"]:
        return "bad" if row["n_negative"] > row["n_positive"] else "good"
    return {"promoter": "good", "detractor": "bad"}.get(row["nps_group"] or "", "unsure")


def _use(words: Words, row: dict[str, Any], most: int) -> dict[str, Any]:
    what = words("customer.used", days=words.amount("day", row["n_days"]), n=words.number(row["n_events"]))
    size = 30 + 220 * row["n_days"] / most
    return _mark(row["month"], "use", what, size=size, when=words.month(row["month"]))


def _mark(
    day: date,
    lane: str,
    what: str,
    *,
    tone: str = "plain",
    size: float = 90,
    feedback: str | None = None,
    when: str | None = None,
) -> dict[str, Any]:
    shown = {"day": day, "lane": lane, "what": what, "tone": tone, "size": size, "when": when}
    return shown | {"feedback_id": feedback, "score": None}
