"""What a sentence claims, in the plain style of titles."""

import pytest

from vocpipe.themes.naming import english, japanese

JAPANESE = [
    ("請求書をPDFで出せません。", "請求書をPDFで出せない"),
    ("データが送れませんでした", "データが送れなかった"),
    ("ログインできないんですけど", "ログインできない"),
    ("サポートの対応がとても丁寧で助かりました。", "サポートの対応が丁寧で助かった"),
    ("アプリが急に落ちたんだよね", "アプリが急に落ちた"),
    ("明細がすべて消えてしまいました。", "明細がすべて消えた"),
    ("対応いたします。", "対応する"),
    ("解約の手続きを教えてください。", "解約の手続きを教えてほしい"),
    ("判定精度をご改善くださいますようお願い申し上げます。", "判定精度を改善してほしい"),
    ("連携のご検討をお願いいたします。", "連携を検討してほしい"),
    ("一括停止できる仕組みがあると助かります。", "一括停止できる仕組みがほしい"),
    ("黒い背景に対応していないのが残念。", "黒い背景に対応していない"),
    ("フォントが小さいと思います。", "フォントが小さい"),
    ("また使いたいなと思いました。", "使いたい"),
    ("操作が簡単です！！", "操作が簡単"),
    ("設定を丁寧に説明していただきました。", "設定を丁寧に説明してもらった"),
    ("来月も利用させていただきます。", "来月も利用する"),
    ("先月から利用させていただきました。", "先月から利用した"),
    ("担当の方がすぐ調べてくださいました。", "担当の方がすぐ調べてくれた"),
    ("本当に画面が見やすいです。", "画面が見やすい"),
    ("総合的に満足できる仕上がりです。", "満足できる仕上がり"),
    ("画面は、暗く感じました。", "画面は暗く感じた"),
    ("返信を行っていないとのこと、誠に残念です。", "返信を行っていない"),
]
ENGLISH = [
    ("Honestly, I think the app crashes, sadly", "the app crashes"),
    ("Could you please add a dark mode?", "add a dark mode"),
    ("It's a shame that the export is very slow!!", "the export is slow"),
    ("I just wanted to say that invoices never arrive at all.", "invoices never arrive"),
    ("No more copying of invoices!", "No more copying of invoices"),
    ("It would be great if the plan allowed five users", "It would be great if the plan allowed five users"),
]


@pytest.mark.parametrize(("text", "claim"), JAPANESE)
def test_japanese_is_plain(text, claim):
    assert next(japanese.claims(text)) == (claim, True)


@pytest.mark.parametrize(("text", "claim"), ENGLISH)
def test_english_is_without_openings_and_degrees(text, claim):
    assert next(english.claims(text)) == (claim, True)


@pytest.mark.parametrize(
    ("claims", "text", "clause"),
    [
        (japanese.claims, "請求書が出せないので困っています。", "請求書が出せない"),
        (japanese.claims, "画面がまぶしくて、目が痛くなります。", "目が痛くなる"),
        (japanese.claims, "補助科目がすべて消えてしまい、途方に暮れています。", "補助科目がすべて消える"),
        (english.claims, "The page crawls whenever everyone closes the books.", "The page crawls"),
        (english.claims, "My card was charged twice for one subscription", "My card was charged twice"),
    ],
)
def test_a_clause_that_stands_alone_is_a_claim_too(claims, text, clause):
    assert (clause, False) in list(claims(text))


@pytest.mark.parametrize(
    ("claims", "text", "part"),
    [
        (japanese.claims, "先月の更新は良かったけど、今月は重い。", "先月の更新は良かった"),
        (japanese.claims, "三、四日待ちです。", "三"),
        (japanese.claims, "お金を払ってもらえるから早い。", "お金を払ってほしい"),
        (japanese.claims, "と思いながら入力しました。", "思いながら入力した"),
        (japanese.claims, "ありがとうございました。", "ある"),
        (japanese.claims, "良かったです。", "良かった"),
        (japanese.claims, "5です。", "5"),
        (english.claims, "Looks fine on my Mac, but colleagues see garbage", "Looks fine on my Mac"),
        (english.claims, "We can read expenses with the API but not update them", "We can read expenses"),
    ],
)
def test_what_would_mislead_alone_is_no_claim(claims, text, part):
    assert part not in [claim for claim, _ in claims(text)]


def test_a_question_stays_one():
    assert next(english.claims("Is there a current manual anywhere?"))[0] == "Is there a current manual anywhere?"
    assert next(japanese.claims("どこから始めればいいんですか？"))[0].endswith("か")
