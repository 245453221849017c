"""The small company's feedback: themes, customers, and random feedback from four sources."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    " **bold** [link](https://evil.example) :red[x] $a$"
)
HOSTILE_NAME = "<b>CSV</b> *garbled* [x](https://evil.example) :red[on] export :smile:"
LAST = datetime(2026, 10, 31, 23, 30)  # in Tokyo this is already November
AI_RELEASE = datetime(2026, 9, 19)  # no mention before

Row = dict[str, Any]


@dataclass(frozen=True)
class Theme:
    """A theme with the sentences of its feedback, and their mean sentiment."""

    theme_id: str
    name_ja: str | None
    name_en: str
    japanese: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    sentiment: float = 0.0
    parent_id: str | None = None

    def sentences(self, lang: str) -> tuple[str, ...]:
        return self.japanese if lang == "ja" else self.english


THEMES = [
    Theme(
        "t_pdf",
        "請求書がPDFで出せない",
        "Invoices can't be exported as PDF",
        ("請求書をPDFで出力できません。", "PDFボタンを押しても何も起きない。", "請求書PDFのレイアウトが崩れます。"),
        ("I can't export invoices as PDF.", "The PDF button does nothing.", "Invoice PDFs come out broken."),
        -0.7,
    ),
    Theme("t_pdf_layout", "PDFのレイアウトが崩れる", "PDF layout is broken", parent_id="t_pdf"),
    Theme("t_pdf_button", "PDFボタンが反応しない", "The PDF button does nothing", parent_id="t_pdf"),
    Theme(
        "t_dark",
        "画面が白くてまぶしい",
        "The white screen is blinding",
        ("ダークモードがほしいです。", "画面が白すぎて目が疲れる。"),
        ("Please add a dark mode.", "The white screen hurts my eyes."),
        -0.3,
    ),
    Theme(
        "t_support",
        "サポートの対応が親切",
        "Support is kind and quick",
        ("サポートの方がとても親切でした。", "問い合わせの返事が早くて助かります。"),
        ("Support was very kind.", "They answered quickly, thanks."),
        0.8,
    ),
    Theme(
        "t_slow",
        "月末に動作が遅くなる",
        "It gets slow at month end",
        ("月末になると動作が重いです。", "締め日は画面が固まります。"),
        ("It gets slow at the end of the month.", "Pages freeze on closing day."),
        -0.6,
    ),
    Theme(
        "t_easy",
        "操作がわかりやすい",
        "It is easy to use",
        ("操作が簡単で助かっています。", "画面が見やすい。"),
        ("Very easy to use.", "The screens are clear."),
        0.7,
    ),
    Theme(
        "t_ai",
        "AI入力の提案が間違っている",
        "AI autofill suggests wrong accounts",
        ("AIの自動入力が間違いだらけです。",),
        ("AI autofill picks the wrong account.",),
        -0.6,
    ),
    Theme("t_csv", None, HOSTILE_NAME, ("CSVが文字化けします。",), ("The CSV export is garbled.",), -0.5),
    Theme("t_old", "アプリが落ちる", "The app crashes"),
]
_CSV = THEMES[8]
_SOURCES = [("nps_survey", "survey"), ("tickets", "ticket"), ("play_reviews", "review"), ("x", "post")]
_PLANS = [("Starter", 2000.0), ("Business", 12000.0), ("Enterprise", 60000.0)]
_OTHER = {"ja": "その他のことですが、特に分類できない話です。", "en": "Something else that fits nowhere at all."}


def themes(run_id: str) -> list[Row]:
    """Rows of the table theme."""
    return [
        {
            "theme_id": theme.theme_id,
            "parent_id": theme.parent_id,
            "name_ja": theme.name_ja,
            "name_en": theme.name_en,
            "keywords": ["請求書", "PDF"] if theme.theme_id == "t_pdf" else ["word"],
            "state": "retired" if theme.theme_id == "t_old" else "active",
            "born_run": run_id,
        }
        for theme in THEMES
    ]


def theme_quotes() -> list[Row]:
    """Rows of the table theme_quote: what the names of one theme were cut from."""
    theme = next(theme for theme in THEMES if theme.theme_id == "t_pdf")
    quoted = {"en": (theme.name_en, "Honestly, invoices as PDF: impossible!!"), "ja": (theme.name_ja, None)}
    return [
        {"theme_id": theme.theme_id, "lang": lang, "name": name, "quote": quote}
        for lang, (name, quote) in quoted.items()
    ]


def customers(n: int) -> dict[str, list[Row]]:
    """Rows of customer_number, customer and customer_spell: of `n`, the last three are not in the customers file.

    The one numbered 20 left in 2025 and came back in 2026.
    """
    base = {"started_at": date(2024, 1, 1), "file_id": "file_c"}
    plans = [_PLANS[0 if i < 60 else 1 if i < n - 6 else 2] for i in range(n - 3)]
    rows = [
        {"customer_key": f"k{i}", **base, "plan": plan, "monthly_value": value, "row_no": i}
        | {"churned_at": date(2026, 10, 1) if 100 <= i < 110 else None}
        for i, (plan, value) in enumerate(plans)
    ]
    numbers = [{"customer_key": f"k{i}", "customer_id": f"c_{i:05d}"} for i in range(n)]
    spells = [
        {
            "customer_id": f"c_{i:05d}",
            "spell": 2 if i == 20 else 1,
            "started_on": date(2026, 2, 1) if i == 20 else row["started_at"],
            "ended_on": row["churned_at"],
            "has_left": row["churned_at"] is not None,
            "is_last": True,
        }
        for i, row in enumerate(rows)
    ]
    first = {"customer_id": "c_00020", "spell": 1, "started_on": date(2024, 1, 1), "ended_on": date(2025, 6, 30)}
    spells.append({**first, "has_left": True, "is_last": False})
    return {"customer_number": numbers, "customer": rows, "customer_spell": spells}


@dataclass
class Voices:
    """`n` pieces of feedback over the 180 days up to LAST, the newest first."""

    n: int
    rng: random.Random
    _tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def tables(self) -> dict[str, list[Row]]:
        """Rows of the tables from feedback_raw to sentence_theme."""
        for i in range(self.n):
            self._feedback(i)
        texts = sorted({row["text_hash"] for row in self._tables["sentence"]})
        self._tables["text_place"] = [_place(number, text) for number, text in enumerate(texts)]
        return dict(self._tables)

    def _feedback(self, i: int) -> None:
        rng = self.rng
        source, kind = _SOURCES[rng.choice([0, 0, 0, 1, 1, 2, 3])]
        lang = "ja" if rng.random() < 0.65 else "en"
        said_at = LAST - timedelta(hours=int(i * 24 * 180 / self.n))
        mentioned = rng.sample([theme for theme in THEMES if theme.japanese], rng.choice([0, 1, 1, 2]))
        mentioned = [theme for theme in mentioned if theme.theme_id != "t_ai" or said_at > AI_RELEASE]
        parts: list[tuple[Theme | None, str]]
        parts = [(theme, rng.choice(theme.sentences(lang))) for theme in mentioned] or [(None, _OTHER[lang])]
        text = ("" if lang == "ja" else " ").join(sentence for _, sentence in parts)
        if i == 5:  # a hostile review
            source, kind, lang, parts, text = "play_reviews", "review", "en", [(_CSV, HOSTILE)], f"{HOSTILE} And more."
        if i == 6:  # a score alone
            source, kind, parts, text = "nps_survey", "survey", [], ""
        sentiment = sum(theme.sentiment for theme in mentioned) / max(1, len(mentioned))
        self._raw(i, source, kind, None if i == 7 else said_at, sentiment)
        self._clean(i, kind, lang, text)
        for position, (theme, sentence) in enumerate(parts):
            self._sentence(i, position, sentence, lang, theme)

    def _raw(self, i: int, source: str, kind: str, said_at: datetime | None, sentiment: float) -> None:
        score: float | None = None
        if kind == "survey":
            score = min(10, max(0, round(7 + 3 * sentiment + self.rng.gauss(0, 1.5))))
        elif kind == "review":
            score = float(self.rng.randint(1, 5))
        self._tables["feedback_raw"].append(
            {
                "feedback_id": f"f_{i:05d}",
                "source": source,
                "kind": kind,
                "source_id": str(i),
                "thread_id": f"th{i // 3}" if kind == "ticket" else None,
                "part_no": 0,
                "created_at": said_at,
                "customer_ref": f"k{i * 7 % 120}" if kind in ("survey", "ticket") and i % 9 else None,
                "score_type": {"survey": "nps", "review": "stars"}.get(kind),
                "score": score,
                "url": _url(i, kind),
                "content_hash": str(i),
                "file_id": "file_1",
                "row_no": i,
            }
        )

    def _clean(self, i: int, kind: str, lang: str, text: str) -> None:
        key = {"feedback_id": f"f_{i:05d}"}
        question = "理由をお聞かせください / Why?" if kind == "survey" else None
        self._tables["feedback_clean"].append(
            {**key, "basis": "1", "text": text or None, "lang": lang if text else None, "is_empty_like": False}
            | {"question": question, "text_hash": str(i), "url": _url(i, kind)}
        )
        if i % 50 == 49:
            duplicate = {
                "duplicate_of": f"f_{i - 40:05d}",
                "kind": "near" if i % 100 == 99 else "exact",
                "similarity": 1.0,
            }
            self._tables["duplicate"].append({**key, **duplicate})
        if kind == "survey" and i % 4 == 0:
            answer = {"position": 0, "question": "部署 / Department", "answer": "経理"}
            self._tables["survey_answer"].append({**key, **answer})

    def _sentence(self, i: int, position: int, text: str, lang: str, theme: Theme | None) -> None:
        rng, key = self.rng, {"sentence_id": f"s_{i:05d}_{position}"}
        sentiment = max(-1.0, min(1.0, (theme.sentiment if theme else 0.0) + rng.gauss(0, 0.2)))
        label = "unsure" if rng.random() < 0.04 else _label(sentiment)
        self._tables["sentence"].append(
            {**key, "feedback_id": f"f_{i:05d}", "position": position, "text": text, "text_hash": text, "lang": lang}
            | {"role": "opinion", "tokens": []}
        )
        intent = "praise" if sentiment > 0.25 else "complaint"
        self._tables["sentence_sentiment"].append(
            {**key, "sentiment": sentiment, "label": label, "intent": intent, "basis": "1"}
        )
        cause = {"t_support": "support", "t_pdf": "defect"}.get(theme.theme_id if theme else "", "other")
        feeling = {"positive": "satisfaction", "unsure": "anxiety"}.get(label, "none")
        self._tables["sentence_cause"].append({**key, "cause": cause, "feeling": feeling})
        if theme is None:
            self._tables["unthemed"].append(key)
            return
        belongs = {**key, "method": "discovered"}
        score = 0.5 + rng.random() / 2
        self._tables["sentence_theme"].append(
            {**belongs, "theme_id": theme.theme_id, "is_primary": True, "score": score}
        )
        if theme.theme_id == "t_pdf":
            child = "t_pdf_layout" if "レイアウト" in text or "broken" in text else "t_pdf_button"
            self._tables["sentence_theme"].append({**belongs, "theme_id": child, "is_primary": False, "score": 0.8})


def _place(number: int, text: str) -> Row:
    """Where a text stands on the map: the themes in a row, ten apart, and what is in none far above."""
    theme = next((place for place, theme in enumerate(THEMES) if text in theme.japanese + theme.english), None)
    x, y = (10.0 * theme, number / 100) if theme is not None else (0.0, 100.0)
    return {"text_hash": text, "x": x, "y": y, "method": "drawn", "model": "auto"}


def _url(i: int, kind: str) -> str | None:
    if kind == "post":
        return f"https://example.com/item/{i}"
    return "javascript:alert(1)" if i == 5 else None


def _label(sentiment: float) -> str:
    return "positive" if sentiment > 0.25 else "negative" if sentiment < -0.25 else "neutral"
