"""What became of the small company's themes: their tie to the NPS, their change of late, and their lineage."""

from datetime import date
from typing import Any

Rows = list[dict[str, Any]]


def tables(run_id: str) -> dict[str, Rows]:
    """Rows of theme_nps, theme_change and theme_lineage."""
    lineage = [("born", None, "t_ai", None), ("retired", "t_old", None, None), ("merged", "t_old", "t_slow", 0.8)]
    return {
        "theme_nps": _nps(),
        "theme_change": _changes(),
        "theme_lineage": [
            {"run_id": run_id, "event": event, "from_theme": source, "to_theme": target, "overlap": overlap}
            for event, source, target, overlap in lineage
        ],
    }


def _nps() -> Rows:
    """One theme that lowers the NPS, and three with too few answers."""
    scores = {"nps_with": -31.0, "nps_with_low": -48.0, "nps_with_high": -13.0, "nps_without": 5.0, "share": 0.34}
    gap = {"gap": -36.0, "gap_low": -55.0, "gap_high": -17.0, "impact": -12.3, "low": -19.0, "high": -6.0}
    pdf = {
        **{"theme_id": "t_pdf", "n_with": 88, "n_without": 170, "p_value": 0.001, "q_value": 0.004},
        **scores,
        **gap,
        **{"gap_adjusted": -30.0, "gap_adjusted_low": -49.0, "gap_adjusted_high": -11.0},
        **{"impact_adjusted": -10.2, "impact_adjusted_low": -16.7, "impact_adjusted_high": -3.7},
        "verdict": "lowers",
        "reason_en": "Those who mention it score 36 points lower than the others (95 % interval 17 to 55).",
        "reason_ja": "言及した回答の NPS は、ほかより 36 ポイント低くなっています。",
    }
    few = {
        "n_with": 12,
        "n_without": 240,
        "verdict": "cannot tell",
        "reason_en": "Only 12 answers mention it; 30 are needed.",
        "reason_ja": "言及した回答は 12 件だけで、30 件必要です。",
    }
    return [pdf, *({"theme_id": theme, **few} for theme in ("t_dark", "t_csv", "t_ai"))]


def _changes() -> Rows:
    """A theme of each verdict."""
    rising = {"n_recent": 42, "n_before": 63, "ratio": 1.9, "low": 1.3, "high": 2.8, "q_value": 0.01}
    falling = {"n_recent": 6, "n_before": 70, "ratio": 0.4, "low": 0.2, "high": 0.7, "q_value": 0.02}
    rows = [
        (rising | _of("t_pdf", "rising"), "Its share is 1.9 times that of the 12 weeks before.", "割合が 1.9 倍です。"),
        (
            falling | _of("t_slow", "falling"),
            "Its share is 0.4 times that of the 12 weeks before.",
            "割合が 0.4 倍です。",
        ),
        ({"n_recent": 14, "n_before": 0} | _of("t_ai", "new"), "First said in the recent weeks.", "直近に現れました。"),
        ({"n_recent": 3, "n_before": 5} | _of("t_csv", "cannot tell"), "Fewer than 5 expected.", "5 件に足りません。"),
    ]
    return [{**numbers, "reason_en": english, "reason_ja": japanese} for numbers, english, japanese in rows]


def _of(theme: str, verdict: str) -> dict[str, Any]:
    return {"theme_id": theme, "verdict": verdict, "since": date(2026, 10, 5), "p_value": 0.001}
