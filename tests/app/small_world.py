"""A small company for the explorer's tests: written into a private database, then published as a refresh would."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tests.app.small_outcomes import outcomes
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import load_settings
from vocpipe.store.publish import public_settings, publish
from vocpipe.store.workspace import Workspace, transaction

SETTINGS = """
[workspace]
languages = ["ja", "en"]
timezone = "Asia/Tokyo"
"""
RUN = "20261101T000000-abcd"
HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    " **bold** [link](https://evil.example) :red[x] $a$"
)
HOSTILE_NAME = "<b>CSV</b> *garbled* [x](https://evil.example) :red[on] export :smile:"
LAST = datetime(2026, 10, 31, 23, 30)  # in Tokyo this is already November

# theme, parent, Japanese name, English name, Japanese sentences, English sentences, mean sentiment
THEMES: list[tuple[str, str | None, str | None, str | None, list[str], list[str], float]] = [
    (
        "t_pdf",
        None,
        "請求書がPDFで出せない",
        "Invoices can't be exported as PDF",
        ["請求書をPDFで出力できません。", "PDFボタンを押しても何も起きない。", "請求書PDFのレイアウトが崩れます。"],
        ["I can't export invoices as PDF.", "The PDF button does nothing.", "Invoice PDFs come out broken."],
        -0.7,
    ),
    ("t_pdf_layout", "t_pdf", "PDFのレイアウトが崩れる", "PDF layout is broken", [], [], -0.7),
    ("t_pdf_button", "t_pdf", "PDFボタンが反応しない", "The PDF button does nothing", [], [], -0.7),
    (
        "t_dark",
        None,
        "画面が白くてまぶしい",
        "The white screen is blinding",
        ["ダークモードがほしいです。", "画面が白すぎて目が疲れる。"],
        ["Please add a dark mode.", "The white screen hurts my eyes."],
        -0.3,
    ),
    (
        "t_support",
        None,
        "サポートの対応が親切",
        "Support is kind and quick",
        ["サポートの方がとても親切でした。", "問い合わせの返事が早くて助かります。"],
        ["Support was very kind.", "They answered quickly, thanks."],
        0.8,
    ),
    (
        "t_slow",
        None,
        "月末に動作が遅くなる",
        "It gets slow at month end",
        ["月末になると動作が重いです。", "締め日は画面が固まります。"],
        ["It gets slow at the end of the month.", "Pages freeze on closing day."],
        -0.6,
    ),
    (
        "t_easy",
        None,
        "操作がわかりやすい",
        "It is easy to use",
        ["操作が簡単で助かっています。", "画面が見やすい。"],
        ["Very easy to use.", "The screens are clear."],
        0.7,
    ),
    (
        "t_ai",
        None,
        "AI入力の提案が間違っている",
        "AI autofill suggests wrong accounts",
        ["AIの自動入力が間違いだらけです。"],
        ["AI autofill picks the wrong account."],
        -0.6,
    ),
    ("t_csv", None, None, HOSTILE_NAME, ["CSVが文字化けします。"], ["The CSV export is garbled."], -0.5),
    ("t_old", None, "アプリが落ちる", "The app crashes", [], [], -0.8),
]
SOURCES = [("nps_survey", "survey"), ("tickets", "ticket"), ("play_reviews", "review"), ("x", "post")]
PLANS = [("Starter", 2000.0), ("Business", 12000.0), ("Enterprise", 60000.0)]
OTHER = {"ja": "その他のことですが、特に分類できない話です。", "en": "Something else that fits nowhere at all."}


def build_world(root: Path, *, n_feedback: int = 600, seed: int = 3) -> Path:
    """A published workspace in `root`; returns the snapshot's path. The same seed gives the same world."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "vocpipe.toml").write_text(SETTINGS, encoding="utf-8")
    workspace = Workspace(root)
    with workspace.connect() as con:
        with transaction(con):
            _fill(con, root, n_feedback, random.Random(seed))
        return publish(con, workspace, workspace.settings, RUN, PUBLISHED)


def republish(root: Path, run_id: str) -> Path:
    """A newer snapshot of the same world."""
    workspace = Workspace(root)
    with workspace.connect() as con:
        con.execute(
            "INSERT INTO run SELECT * REPLACE (? AS run_id) FROM run LIMIT 1",
            [run_id],
        )
        return publish(con, workspace, workspace.settings, run_id, PUBLISHED)


def change_tables(root: Path, tables: dict[str, list[dict[str, Any]]]) -> Path:
    """Another snapshot of the same world, with these rows instead of those in the tables."""
    with Workspace(root).connect() as con:
        for name, rows in tables.items():
            con.execute(f"DELETE FROM {name}")
            _insert(con, name, rows)
    return republish(root, "20261103T000000-0bad")


def _fill(con: duckdb.DuckDBPyConnection, root: Path, n_feedback: int, rng: random.Random) -> None:
    _insert(con, "run", [_run(root)])
    _insert(
        con,
        "theme",
        [
            {
                "theme_id": t,
                "parent_id": p,
                "name_ja": ja,
                "name_en": en,
                "keywords": ["請求書", "PDF"] if t == "t_pdf" else ["word"],
                "state": "retired" if t == "t_old" else "active",
                "born_run": RUN,
            }
            for t, p, ja, en, *_ in THEMES
        ],
    )
    _customers(con, 120, rng)
    _said(con, n_feedback, rng)
    _outcomes(con)
    for name, rows in outcomes().items():
        _insert(con, name, rows)
    _files(con)


def _run(root: Path) -> dict[str, Any]:
    return {
        "run_id": RUN,
        "started_at": LAST,
        "finished_at": LAST + timedelta(minutes=4),
        "vocpipe_version": "0.1.0",
        "settings": public_settings(load_settings(root)),
        "models": "{}",
        "seconds": '{"collect": 3.1}',
        "changes": "{}",
    }


def _customers(con: duckdb.DuckDBPyConnection, n: int, rng: random.Random) -> None:
    numbers = [{"customer_key": f"k{i}", "customer_id": f"c_{i:05d}"} for i in range(n)]
    _insert(con, "customer_number", numbers)
    _insert(
        con,
        "customer",
        [
            {
                "customer_key": f"k{i}",
                "started_at": date(2024, 1, 1),
                "churned_at": date(2026, 10, 1) if i >= 100 and i < 110 else None,
                "plan": plan,
                "monthly_value": value,
                "file_id": "file_c",
                "row_no": i,
            }
            for i in range(n - 3)
            for plan, value in [PLANS[0 if i < 60 else 1 if i < n - 6 else 2]]
        ],
    )


def _said(con: duckdb.DuckDBPyConnection, n: int, rng: random.Random) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in (
            "feedback_raw",
            "feedback_clean",
            "sentence",
            "sentence_sentiment",
            "sentence_theme",
            "unthemed",
            "duplicate",
            "survey_answer",
        )
    }
    for i in range(n):
        _one(tables, i, n, rng)
    for name, rows in tables.items():
        _insert(con, name, rows)


def _one(tables: dict[str, list[dict[str, Any]]], i: int, n: int, rng: random.Random) -> None:
    source, kind = SOURCES[rng.choice([0, 0, 0, 1, 1, 2, 3])]
    lang = "ja" if rng.random() < 0.65 else "en"
    said_at = LAST - timedelta(hours=int(i * 24 * 180 / n))
    themes = rng.sample([theme for theme in THEMES if theme[4]], rng.choice([0, 1, 1, 2]))
    themes = [theme for theme in themes if theme[0] != "t_ai" or said_at > datetime(2026, 9, 19)]
    parts = [(theme, rng.choice(theme[4] if lang == "ja" else theme[5])) for theme in themes] or [(None, OTHER[lang])]
    text = ("" if lang == "ja" else " ").join(sentence for _, sentence in parts)
    if i == 5:  # a hostile review
        source, kind, lang, parts, text = "play_reviews", "review", "en", [(THEMES[8], HOSTILE)], f"{HOSTILE} And more."
    if i == 6:  # a score alone
        source, kind, parts, text = "nps_survey", "survey", [], ""
    feeling = sum(theme[6] for theme in themes) / max(1, len(themes))
    score = min(10, max(0, round(7 + 3 * feeling + rng.gauss(0, 1.5)))) if kind == "survey" else None
    tables["feedback_raw"].append(
        {
            "feedback_id": f"f_{i:05d}",
            "source": source,
            "kind": kind,
            "source_id": str(i),
            "thread_id": f"th{i // 3}" if kind == "ticket" else None,
            "part_no": 0,
            "created_at": None if i == 7 else said_at,
            "customer_ref": f"k{i * 7 % 120}" if kind in ("survey", "ticket") and i % 9 else None,
            "score_type": "nps" if kind == "survey" else "stars" if kind == "review" else None,
            "score": score if kind == "survey" else float(rng.randint(1, 5)) if kind == "review" else None,
            "url": f"https://example.com/item/{i}" if kind == "post" else "javascript:alert(1)" if i == 5 else None,
            "content_hash": str(i),
            "file_id": "file_1",
            "row_no": i,
        }
    )
    tables["feedback_clean"].append(
        {
            "feedback_id": f"f_{i:05d}",
            "basis": "1",
            "text": text or None,
            "lang": lang if text else None,
            "is_empty_like": False,
            "question": "理由をお聞かせください / Why?" if kind == "survey" else None,
            "text_hash": str(hash(i)),
            "url": f"https://example.com/item/{i}" if kind == "post" else "javascript:alert(1)" if i == 5 else None,
        }
    )
    if i % 50 == 49:
        tables["duplicate"].append(
            {
                "feedback_id": f"f_{i:05d}",
                "duplicate_of": f"f_{i - 40:05d}",
                "kind": "near" if i % 100 == 99 else "exact",
                "similarity": 1.0,
            }
        )
    if kind == "survey" and i % 4 == 0:
        tables["survey_answer"].append(
            {
                "feedback_id": f"f_{i:05d}",
                "position": 0,
                "question": "部署 / Department",
                "option": None,
                "answer": "経理",
            }
        )
    for position, (theme, sentence) in enumerate(parts):
        _sentence(tables, f"s_{i:05d}_{position}", f"f_{i:05d}", position, sentence, lang, theme, rng)


def _sentence(
    tables: dict[str, list[dict[str, Any]]],
    key: str,
    feedback: str,
    position: int,
    text: str,
    lang: str,
    theme: Any,
    rng: random.Random,
) -> None:
    feeling = max(-1.0, min(1.0, (theme[6] if theme else 0.0) + rng.gauss(0, 0.2)))
    label = (
        "unsure"
        if rng.random() < 0.04
        else "positive"
        if feeling > 0.25
        else "negative"
        if feeling < -0.25
        else "neutral"
    )
    tables["sentence"].append(
        {
            "sentence_id": key,
            "feedback_id": feedback,
            "position": position,
            "text": text,
            "text_hash": text,
            "lang": lang,
            "role": "opinion",
            "tokens": [],
        }
    )
    tables["sentence_sentiment"].append(
        {
            "sentence_id": key,
            "sentiment": feeling,
            "label": label,
            "intent": "praise" if feeling > 0.25 else "complaint",
            "basis": "1",
        }
    )
    if theme is None:
        tables["unthemed"].append({"sentence_id": key})
        return
    tables["sentence_theme"].append(
        {
            "sentence_id": key,
            "theme_id": theme[0],
            "is_primary": True,
            "score": 0.5 + rng.random() / 2,
            "method": "discovered",
        }
    )
    if theme[0] == "t_pdf":
        child = "t_pdf_layout" if "レイアウト" in text or "broken" in text else "t_pdf_button"
        tables["sentence_theme"].append(
            {"sentence_id": key, "theme_id": child, "is_primary": False, "score": 0.8, "method": "discovered"}
        )


def _outcomes(con: duckdb.DuckDBPyConnection) -> None:
    nothing = dict.fromkeys(
        [
            "nps_with",
            "nps_with_low",
            "nps_with_high",
            "nps_without",
            "gap",
            "gap_low",
            "gap_high",
            "impact",
            "low",
            "high",
            "p_value",
            "q_value",
        ]
    )
    few = nothing | {
        "n_with": 12,
        "n_without": 240,
        "share": None,
        "verdict": "cannot tell",
        "reason_en": "Only 12 answers mention it; 30 are needed.",
        "reason_ja": "これに触れた回答は12件だけで、30件必要です。",
    }
    pdf = {
        "theme_id": "t_pdf",
        "n_with": 88,
        "n_without": 170,
        "nps_with": -31.0,
        "nps_with_low": -48.0,
        "nps_with_high": -13.0,
        "nps_without": 5.0,
        "share": 0.34,
        "gap": -36.0,
        "gap_low": -55.0,
        "gap_high": -17.0,
        "impact": -12.3,
        "low": -19.0,
        "high": -6.0,
        "p_value": 0.001,
        "q_value": 0.004,
        "verdict": "lowers",
        "reason_en": "Those who mention it score 36 points lower than the others (95 % interval 17 to 55).",
        "reason_ja": "これに触れた人のNPSは、ほかの人より36ポイント低い(95%区間 17〜55)。",
    }
    _insert(con, "theme_nps", [pdf, *({"theme_id": t} | few for t in ("t_dark", "t_csv", "t_ai"))])
    base = {"since": date(2026, 10, 5), "p_value": 0.001}
    _insert(
        con,
        "theme_change",
        [
            base
            | {
                "theme_id": "t_pdf",
                "n_recent": 42,
                "n_before": 63,
                "ratio": 1.9,
                "low": 1.3,
                "high": 2.8,
                "q_value": 0.01,
                "verdict": "rising",
                "reason_en": "Its share of everything said is 1.9 times that of the 12 weeks before.",
                "reason_ja": "全体に占める割合が、その前の12週間の1.9倍です。",
            },
            base
            | {
                "theme_id": "t_slow",
                "n_recent": 6,
                "n_before": 70,
                "ratio": 0.4,
                "low": 0.2,
                "high": 0.7,
                "q_value": 0.02,
                "verdict": "falling",
                "reason_en": "Its share is 0.4 times that of the 12 weeks before.",
                "reason_ja": "割合が、その前の12週間の0.4倍に減りました。",
            },
            base
            | {
                "theme_id": "t_ai",
                "n_recent": 14,
                "n_before": 0,
                "ratio": None,
                "low": None,
                "high": None,
                "q_value": None,
                "verdict": "new",
                "reason_en": "First said in the recent four weeks.",
                "reason_ja": "直近4週間に初めて現れました。",
            },
            base
            | {
                "theme_id": "t_csv",
                "n_recent": 3,
                "n_before": 5,
                "ratio": None,
                "low": None,
                "high": None,
                "q_value": None,
                "verdict": "cannot tell",
                "reason_en": "Fewer than 5 mentions would be expected.",
                "reason_ja": "期待される件数が5件に足りません。",
            },
        ],
    )
    _insert(
        con,
        "theme_lineage",
        [
            {"run_id": RUN, "event": "born", "from_theme": None, "to_theme": "t_ai", "overlap": None},
            {"run_id": RUN, "event": "retired", "from_theme": "t_old", "to_theme": None, "overlap": None},
            {"run_id": RUN, "event": "merged", "from_theme": "t_old", "to_theme": "t_slow", "overlap": 0.8},
        ],
    )


def _files(con: duckdb.DuckDBPyConnection) -> None:
    base = {
        "run_id": RUN,
        "sha256": "0" * 64,
        "bytes": 1000,
        "values_refused": 0,
        "feedback_new": 0,
        "feedback_changed": 0,
        "feedback_deleted": 0,
        "warnings": [],
        "error": None,
        "read_at": LAST,
    }
    _insert(
        con,
        "ingest_file",
        [
            base
            | {
                "file_id": "file_1",
                "source": "nps_survey",
                "reader": "surveymonkey",
                "file": "inputs/nps.csv",
                "encoding": "utf-8-sig",
                "rows_read": 605,
                "rows_accepted": 600,
                "rows_rejected": 5,
                "values_refused": 2,
                "feedback_new": 600,
                "warnings": ["2 odd bytes in the header"],
            },
            base
            | {
                "file_id": "file_c",
                "source": "customers",
                "reader": "table",
                "file": "inputs/customers.csv",
                "encoding": "cp932",
                "rows_read": 118,
                "rows_accepted": 117,
                "rows_rejected": 1,
            },
            base
            | {
                "file_id": "file_x",
                "source": "tickets",
                "reader": "zendesk",
                "file": "inputs/broken.jsonl",
                "encoding": None,
                "rows_read": 0,
                "rows_accepted": 0,
                "rows_rejected": 0,
                "error": "not a JSON file",
            },
        ],
    )
    _insert(
        con,
        "ingest_reject",
        [
            {
                "run_id": RUN,
                "file_id": "file_1",
                "file": "inputs/nps.csv",
                "row": row,
                "field": field,
                "reason": reason,
                "raw": "x",
                "masked": masked,
            }
            for row, field, reason, masked in [
                (3, None, "12 cells where the header has 14", "Aaaa,99,…"),
                (9, None, "12 cells where the header has 14", "Aaaa,9,…"),
                (12, "score", "an NPS of 11 is not between 0 and 10", "11"),
                (20, "created_at", "no date", "<i>soon</i>"),
                (31, None, "no answer in it", None),
            ]
        ],
    )


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    new = pa.table({name: [row.get(name) for row in rows] for name in names})
    con.register("new_rows", new)
    con.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(names)} FROM new_rows")
    con.unregister("new_rows")
