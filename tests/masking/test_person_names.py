"""Names of persons in running text, with and without signs around them; words that are no names stay."""

import pytest

from vocpipe.masking.redact import redact

NAMED = [
    ("Nobody told Marguerite Delacroix about the refund.", "Nobody told [NAME] about the refund."),
    ("I spoke with Siobhán Ní Bhriain twice.", "I spoke with [NAME] twice."),
    ("A lady called Ngozi hung up on me.", "A lady called [NAME] hung up on me."),
    ("Hannah's patience saved our launch.", "[NAME]'s patience saved our launch."),
    ("The contract was signed by J. R. Whitfield.", "The contract was signed by [NAME]."),
    ("Ludwig van der Berg and Jean-Luc Moreau agree.", "[NAME] and [NAME] agree."),
    ("Kenji Watanabe fixed it. Watanabe Kenji did.", "[NAME] fixed it. [NAME] did."),
    ("my name is wei zhang and it broke", "my name is [NAME] and it broke"),
    ("i am priya, still no answer", "i am [NAME], still no answer"),
    ("My son Oliver loves it, my wife Rosa too.", "My son [NAME] loves it, my wife [NAME] too."),
    ("Mr. Okafor and Ms de Vries were polite.", "Mr. [NAME] and Ms [NAME] were polite."),
    ("Thanks Grace, you are a star!", "Thanks [NAME], you are a star!"),
    ("Mark helped me, and Will Hughes did too.", "[NAME] helped me, and [NAME] did too."),
    ("It is slow.\nCheers,\nDiane Hill", "It is slow.\nCheers,\n[NAME]"),
    ("昨日、西園寺 琉斗さんに説明してもらいました。", "昨日、[NAME]さんに説明してもらいました。"),
    ("窓口の佐々木に相談したら解決した。", "窓口の[NAME]に相談したら解決した。"),
    ("「松本に代わります」と言われて待った。", "「[NAME]に代わります」と言われて待った。"),
    ("森と申します。先週の件です。", "[NAME]と申します。先週の件です。"),
    ("妻の由美子名義で契約しました。", "妻の[NAME]名義で契約しました。"),
    ("息子の蓮がログインできません。", "息子の[NAME]がログインできません。"),
    ("ヤマシタ ヨウコ様宛の荷物が来た。", "[NAME]様宛の荷物が来た。"),
    ("やましたようこと申します。", "[NAME]と申します。"),
    ("営業の池田から連絡がない。", "営業の[NAME]から連絡がない。"),
    ("担当中村、対応が早い。", "担当[NAME]、対応が早い。"),
    ("リサさんとグエンさんが親切でした。", "[NAME]さんと[NAME]さんが親切でした。"),
    ("Slackで Tanaka Yukiさんに聞いた。", "Slackで [NAME]さんに聞いた。"),
    ("長谷川明美の口座から引かれた。", "[NAME]の口座から引かれた。"),
]

KEPT = [
    "Will it rain in May? Mark all as read.",
    "Export to Excel fails since Monday, Slack and Zoom too.",
    "The Samsung is better than our old Apple TV.",
    "We have offices in London, Paris, San Diego and Tokyo.",
    "Amazon, Toyota and Stripe send their own invoices.",
    "Visit the Jackson Street branch or St. Mary Hospital.",
    "my name is spelled wrong on the card",
    "i am happy with this, thanks a lot",
    "Contact Support says the Starter plan is full.",
    "Black Friday was a mess. Best app ever!",
    "How can my boss pay me? Good luck!",
    "Both Still and Even are words.",
    "森の中の東京の店に行った。林も原もある。",
    "お客さん、店員さん、業者さん、皆さんに感謝。",
    "小林製薬と田中貴金属の商品を松本市で買った。",
    "千葉と宮崎に旅行した。上野駅から出発した。",
    "税理士さんと看護師さんに勧められた。",
    "担当者が親切で、責任者の対応もよかった。",
    "トヨタとホンダの車に乗っています。",
    "娘の誕生日に買った。妻の実家に送った。",
    "愛が感じられる光の演出。誠に残念です。",
]


@pytest.mark.parametrize(("text", "masked"), NAMED)
def test_a_name_in_running_text_is_masked(text, masked):
    assert redact(text).text == masked


@pytest.mark.parametrize("text", KEPT)
def test_what_names_nobody_stays(text):
    assert redact(text).text == text


@pytest.mark.parametrize("given", ["Anna", "Mehmet", "Chiara", "Ravi", "Yuki", "Zoë", "Jürgen"])
@pytest.mark.parametrize("last", ["Kowalska", "Nakamura", "O'Malley", "Smith-Jones", "García", "Lindqvist"])
def test_two_words_of_any_culture_are_masked_without_a_sign(given, last):
    assert redact(f"The room of {given} {last} was cold.").text == "The room of [NAME] was cold."


@pytest.mark.parametrize("surname", ["佐藤", "髙橋", "五十嵐", "小林", "渡邊", "伊集院"])
@pytest.mark.parametrize("given", ["太郎", "結衣", "健一", "さくら", "ケンジ"])
@pytest.mark.parametrize("blank", ["", " ", "　"])
def test_surname_and_given_name_are_masked_as_one(surname, given, blank):
    assert redact(f"担当は{surname}{blank}{given}さんでした。").text == "担当は[NAME]さんでした。"
