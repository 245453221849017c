"""Texts and tables made from a seed: inputs of the benchmarks that look like feedback."""

import random

_ENGLISH = [
    "The invoice page takes a full minute to open.",
    "Please call me back at 555-{n:04d} or write to user{n}@example.com.",
    "Support answered within an hour, and that was kind.",
    "I can't export order {n} as PDF, and the button does nothing.",
    "Since the last update the app crashes when I open report no. {n}!",
    "It is easy to use, but the price went up by {n} yen.",
]
_JAPANESE = [
    "請求書をPDFで出力できません。",
    "問い合わせの返事が早くて助かりました。",
    "株式会社サンプルの山田です。電話は090-1234-{n:04d}です。",
    "先週から検索に{n}秒もかかるようになりました。",
    "画面が見やすく、新しい担当者もすぐに使えました！",
    "ご返信はtaro{n}@example.jpまでお願いします。",
]
_WORDS = (
    "invoice search export button screen price support answer update report login customer month contract team"
    " slow easy kind broken missing late clear small wrong new old first second every other"
)


def feedback(count: int, seed: int = 1) -> list[str]:
    """Texts of three sentences, Japanese and English by turns, some with personal data."""
    rng = random.Random(seed)
    texts = []
    for number in range(count):
        sentences = _JAPANESE if number % 2 else _ENGLISH
        texts.append(" ".join(part.format(n=rng.randrange(10_000)) for part in rng.sample(sentences, 3)))
    return texts


def similar(count: int, seed: int = 1) -> list[str]:
    """Texts of 25 words; every fourth is an earlier one with its last word changed."""
    rng = random.Random(seed)
    texts: list[str] = []
    for number in range(count):
        if number % 4 == 3:
            texts.append(rng.choice(texts).rsplit(" ", 1)[0] + f" {number}")
        else:
            texts.append(" ".join(rng.choices(_WORDS.split(), k=25)))
    return texts


def reviews_csv(rows: int) -> str:
    """A CSV file of reviews with Japanese headers."""
    lines = ["回答ID,回答日時,会員番号,推奨度,自由記述,プラン"]
    for number, text in enumerate(feedback(rows)):
        day = f"2026年{number % 12 + 1}月{number % 28 + 1}日 午後{number % 11 + 1}時"
        lines.append(f'A-{number},{day},{number % 500:05d},{number % 11},"{text}",プロ')
    return "\n".join(lines) + "\n"
