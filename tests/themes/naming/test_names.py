import numpy as np
import pytest

from tests.themes.blobs import space, unit
from vocpipe.themes.naming.keywords import keyword_weights
from vocpipe.themes.naming.names import name_themes
from vocpipe.themes.words import Words

LANGUAGES = ["ja", "en"]


def named(rows, *, languages=LANGUAGES, spread=None, **options):
    """Names for rows of (group, language, text, tokens); sentences of a group are alike, the first ones most."""
    labels = np.array([row[0] for row in rows], np.int64)
    random = np.random.default_rng(0)
    tilt = np.zeros((len(rows), 8)) if spread is None else random.normal(0, spread, (len(rows), 8))
    vectors = unit(np.eye(8)[labels % 8] + tilt)
    langs = [row[1] for row in rows]
    words = Words([row[2] for row in rows], [row[3] for row in rows])
    return name_themes(labels, words, space(vectors, langs), languages, **options)


def name_of(*texts, language="en", tokens=()):
    return named([(0, language, text, list(tokens)) for text in texts])[0].by_language[language]


EXPORT = [
    (0, "en", "The invoice export to PDF fails.", ["invoice", "export", "pdf", "fail"]),
    (0, "en", "Invoice export gives an empty PDF file.", ["invoice", "export", "give", "empty", "pdf", "file"]),
    (0, "ja", "請求書をPDFで出力できません。", ["請求書", "PDF", "出力"]),
    (0, "ja", "請求書PDFの出力がうまくいかない。", ["請求書", "PDF", "出力"]),
    (1, "en", "Support answers kindly and fast.", ["support", "answer", "kindly", "fast"]),
    (1, "en", "The support team is very kind!", ["support", "team", "kind"]),
    (1, "ja", "サポートの対応がとても親切です。", ["サポート", "対応", "親切"]),
]


def test_names_are_cut_from_customers_sentences_in_their_language():
    names = named(EXPORT)
    assert len(names) == 2
    for group, name in enumerate(names):
        for language in LANGUAGES:
            assert name.quotes[language] in [row[2] for row in EXPORT if row[0] == group and row[1] == language]
    assert [name.by_language["ja"] for name in names] == ["請求書をPDFで出力できない", "サポートの対応が親切"]


def test_a_language_without_sentences_gives_no_name():
    names = named([row for row in EXPORT if row[1] == "ja"])
    assert [set(name.by_language) for name in names] == [{"ja"}, {"ja"}]


def test_names_are_distinct_within_a_language_whatever_their_case():
    rows = [(group, "en", text, []) for group in (0, 1) for text in ("It is slow.", "it is SLOW", "Pages load slowly.")]
    first, second = (name.by_language["en"].casefold() for name in named(rows))
    assert first != second


def test_names_in_use_elsewhere_are_left_to_their_themes():
    rows = [(0, "en", text, []) for text in ("The export is slow.", "Pages load slowly.")]
    free = named(rows)[0].by_language["en"]
    other = named(rows, taken={"en": {free.casefold()}})[0].by_language["en"]
    assert {free, other} == {"The export is slow", "Pages load slowly"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ja", "請求書がPDFで出せない。", "請求書がPDFで出せない"),
        ("ja", "請求書がPDFで出せない！！", "請求書がPDFで出せない"),
        ("ja", "しかも、請求書がPDFで出せない。。。", "請求書がPDFで出せない"),
        ("ja", "でも請求書がPDFで出せない〜♪", "請求書がPDFで出せない"),
        ("en", "and the invoice export to PDF fails.", "The invoice export to PDF fails"),
        ("en", "But invoices never arrive by mail...", "Invoices never arrive by mail"),
        ("en", "honestly, the invoice export keeps failing!", "The invoice export keeps failing"),
        ("en", "Android app crashes on every start.", "Android app crashes on every start"),
        ("en", "So far the new editor works well.", "So far the new editor works well"),
    ],
)
def test_names_are_tidied(language, text, name):
    assert name_of(text, language=language) == name


def test_of_a_long_sentence_the_last_clause_is_a_name():
    text = "We moved to this tool in the spring after a long trial of many others, but the invoice export to PDF fails."
    assert name_of(text) == "The invoice export to PDF fails"


@pytest.mark.parametrize(
    ("language", "masked", "plain", "name"),
    [
        (
            "en",
            "Call me back at [PHONE] today please.",
            "Nobody ever calls me back in time.",
            "Nobody ever calls me back in time",
        ),
        ("ja", "[PHONE]に折り返し電話をください。", "折り返しの電話がまったく来ません。", "折り返しの電話が来ない"),
    ],
)
def test_a_sentence_with_a_mask_gives_no_name(language, masked, plain, name):
    assert name_of(masked, plain, language=language) == name


def test_a_mask_is_worse_than_odd_punctuation():
    masked, odd = "Please call [PHONE] about our failing export", "The export => PDF keeps failing for all of us here"
    assert name_of(masked, odd) == odd


@pytest.mark.parametrize(
    ("language", "poor", "good"),
    [
        ("en", "It fails every time we try it.", "The PDF export fails on Macs."),
        ("en", "Why does the export always fail here?", "The PDF export fails on Macs."),
        ("en", "export fails >>> see https://example.com/1", "The PDF export fails on Macs."),
        ("en", "Fails.", "The PDF export fails on Macs."),
        ("ja", "これは毎回エラーになって困ります。", "請求書の出力が毎回失敗する。"),
        ("ja", "という出力の制限がとても困ります。", "請求書の出力が毎回失敗する。"),
    ],
)
def test_a_name_stands_on_its_own(language, poor, good):
    assert name_of(poor, good, language=language) == good.rstrip("。.")


def test_a_name_has_the_words_that_set_the_theme_apart():
    rows = [
        (0, "en", "We use it for our daily work.", ["use", "daily", "work"]),
        (0, "en", "The invoice export to PDF fails.", ["invoice", "export", "pdf", "fail"]),
        (0, "en", "Invoice export as PDF fails always.", ["invoice", "export", "pdf", "fail", "always"]),
        (1, "en", "We use it for our daily orders.", ["use", "daily", "order"]),
    ]
    assert "invoice" in named(rows)[0].by_language["en"].lower()


def test_keywords_are_ordered_by_weight_and_then_by_themselves():
    labels = np.array([0, 0, 1, -1])
    tokens = [["pdf", "export", "use"], ["pdf", "use", "bill"], ["use", "login"], ["pdf", "nowhere"]]
    words = Words([""] * 4, tokens)
    first, second = keyword_weights(labels, words)
    assert [word for word, _ in first.most_common()] == ["pdf", "use", "bill", "export"]
    assert [word for word, _ in second.most_common()] == ["login", "use"]
    # six words in theme 0, eight in all themes, so four a theme on average; pdf twice in theme 0, twice over all
    assert first["pdf"] == pytest.approx(2 / 6 * np.log1p(4 / 2))


def test_keywords_do_not_depend_on_the_order_of_the_rows():
    rows = EXPORT + [(row[0], "en", f"again {row[2]}", [*row[3][::-1], "again"]) for row in EXPORT]
    expected = [name.keywords for name in named(rows)]
    assert [name.keywords for name in named(rows[::-1])] == expected
    assert all(len(keywords) == len(set(keywords)) <= 8 for keywords in expected)


def test_the_same_sentences_give_the_same_names():
    assert named(EXPORT, spread=0.2) == named(EXPORT, spread=0.2)


def test_no_groups_give_no_names():
    assert named([]) == []
    assert named([(-1, "en", "Something else.", ["something"])]) == []


def test_a_language_without_rules_of_its_own_is_named_too():
    rows = [(0, "de", "Der Export als PDF bricht ab.", ["export", "pdf"])]
    assert named(rows, languages=["de"])[0].by_language == {"de": "Der Export als PDF bricht ab"}


def test_the_names_in_two_languages_are_about_one_subject():
    labels = np.zeros(6, np.int64)
    texts = ["料金が高い。", "料金の値上げが続く。", "電話がつながらない。", "電話に誰も出ない。"]
    texts += ["Nobody picks up the phone.", "The price went up again."]
    phone, price = np.eye(8)[0], np.eye(8)[1]
    vectors = unit(np.stack([price + 0.5, price + 0.4, phone + 0.5, phone + 0.4, phone + 0.5, price + 0.5]))
    langs = ["ja"] * 4 + ["en"] * 2
    names = name_themes(labels, Words(texts, [[]] * 6), space(vectors, langs), LANGUAGES)[0].by_language
    assert ("電話" in names["ja"]) == ("phone" in names["en"])


def test_a_name_has_the_sentiment_of_most_of_its_theme():
    texts = [
        "The export of invoices is a joy.",
        "The export of invoices is slow.",
        "The export of invoices fails often.",
    ]
    words = Words(texts, [[]] * 3, sentiment=[0.9, -0.7, -0.8])
    names = name_themes(np.zeros(3, np.int64), words, space(unit(np.ones((3, 8))), ["en"] * 3), ["en"])
    assert names[0].by_language["en"] != "The export of invoices is a joy"


def test_a_typing_mistake_gives_no_name():
    right = [f"The invoice export fails on day {day}." for day in "abcdefgh"]
    assert "invocie" not in name_of("The invocie export fails here.", *right).casefold()
    assert "落ちぎる" not in name_of(
        "アプリがよく落ちぎる。", "アプリがよく落ちすぎる。", "本当によく落ちすぎる。", language="ja"
    )


def test_a_lead_in_is_left_out_even_if_it_contains_a_keyword():
    subjects = ["請求書が出せない", "画面がまぶしい", "返事が来ない", "印刷がずれる", "検索が遅い", "通知が多い"]
    sentences = [
        f"同僚も同じ意見ですが、{subject}のは困ります。" for subject in [*subjects, "文字が小さい", "月末に重い"]
    ]
    names = named([(group, "ja", text, ["同僚", "意見"]) for group, text in enumerate(sentences)])
    assert not [name.by_language["ja"] for name in names if "同僚" in name.by_language["ja"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("To put it plainly, the invoice export fails.", "The invoice export fails"),
        ("いつも感じるのですが、請求書の出力が失敗します。", "請求書の出力が失敗する"),
        ("So the invoice export fails every day 😡😡 #tsumugi", "The invoice export fails"),
        ("[HANDLE] the invoice export fails every day", "The invoice export fails"),
    ],
)
def test_lead_ins_and_ornaments_are_left_out(text, name):
    language = "en" if "export" in text else "ja"
    assert named([(0, language, text, ["invoice", "export", "請求書", "出力"])])[0].by_language[language] == name


@pytest.mark.parametrize(
    "poor",
    [
        "Flight UA6465 had an export failure.",
        "Is having its export fail again.",
        "The PDF export and all of the",
    ],
)
def test_fragments_and_single_cases_give_no_name(poor):
    assert name_of(poor, "The PDF export fails every time.") == "The PDF export fails"


def test_subthemes_are_named_by_what_sets_them_apart_from_their_siblings():
    rows = [
        *[(0, "en", text, ["invoice", "empty"]) for text in ("The invoice is empty.", "Empty invoice again.")],
        *[(1, "en", text, ["invoice", "late"]) for text in ("The invoice is late.", "Late invoice again.")],
        *[(2, "en", text, ["empty", "support"]) for text in ("Support was kind.", "The kind support team.")],
    ]
    apart = named(rows, parents=np.array([0, 0, 0, 0, 1, 1]))
    assert [name.keywords[0] for name in apart[:2]] == ["empty", "late"]
    assert [set(name.keywords) for name in apart] == [{"invoice", "empty"}, {"invoice", "late"}, {"empty", "support"}]
