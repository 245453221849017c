import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.themes.discovery.wordings import representatives


def wordings(texts):
    """Who stands for each text, in two languages."""
    languages = ["ja" if any("ぁ" <= char <= "龥" for char in text) else "en" for text in texts]
    return representatives(texts, np.array(languages, dtype=np.str_))


SAID = [
    "The invoice export has become much slower since the last update",
    "Honestly, the invoice export has become much slower since the last update!!",
    "the invoice export has becme much slower since the last update",
    "Support answers within minutes and knows what it talks about",
    "請求書のPDFが何度やっても出力できません。",
    "正直、請求書のPDFが何度やっても出力できません…",
    "ログイン画面から先に進めず困っています。",
]


def test_lead_ins_endings_and_typos_do_not_make_another_wording():
    places = wordings(SAID)
    assert places[0] == places[1] == places[2]
    assert places[4] == places[5]
    assert len(set(places.tolist())) == 4


def test_the_text_with_the_most_variants_represents_them():
    plain = "月末になると請求書の一括作成がとても遅くなります"
    assert set(
        wordings([f"何度か書いていますが、{plain}", plain, f"{plain}！", f"前から思っていましたが、{plain}"])
    ) == {1}


def test_a_long_lead_in_does_not_make_another_wording_once_it_is_known():
    lead, plain = "社内でも話題ですが、", "コスパが悪くなった"
    others = [
        f"{lead}{thing}がまだ直っていません" for thing in ("検索", "印刷", "通知", "同期", "集計", "承認", "請求")
    ]
    texts = [f"{lead}{plain}", plain, *others]
    places = wordings(texts).tolist()
    assert places[:2] == [1, 1]
    assert wordings(texts[:5]).tolist()[:2] == [0, 1]


def test_texts_on_one_subject_in_other_words_stay_apart():
    texts = ["The app crashes when I open it", "It closes by itself the second I tap the icon"]
    assert wordings(texts).tolist() == [0, 1]


def test_a_short_text_inside_a_long_one_is_another_wording():
    short = "The export is slow"
    texts = [short, f"{short}, the colors are hard to read, and nobody at the desk picks up the phone on Mondays"]
    assert wordings(texts).tolist() == [0, 1]


def test_texts_too_short_to_compare_represent_themselves():
    assert wordings(["a", "b", "", "？"]).tolist() == [0, 1, 2, 3]
    assert wordings([]).tolist() == []


@given(st.lists(st.text(min_size=0, max_size=60), max_size=12))
def test_a_representative_represents_itself(texts):
    places = wordings(texts)
    assert (places[places] == places).all()


@given(st.permutations(range(len(SAID))))
def test_the_order_of_the_texts_does_not_matter(order):
    by_text = {SAID[place]: SAID[stands] for place, stands in enumerate(wordings(SAID))}
    shuffled = [SAID[place] for place in order]
    groups = {}
    for text, stands in zip(shuffled, wordings(shuffled), strict=True):
        groups.setdefault(shuffled[stands], set()).add(text)
    expected = {}
    for text, stands in by_text.items():
        expected.setdefault(stands, set()).add(text)
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, expected.values()))
    assert np.isin(list(groups), SAID).all()
