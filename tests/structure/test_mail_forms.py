"""Mails as programs of many languages write them: what is the company's or the program's goes, all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.structure.mail import strip_mail

OWN = "The scanner jams on every second page."
OWN_JA = "スキャナーが2枚ごとに詰まります。"

REPLY_LINES = [
    "##- Please type your reply above this line -##",
    "## type your reply above ##",
    "=== Reply above this line ===",
    "-- Please write above this line to respond --",
    "REPLY ABOVE THIS LINE TO ADD A COMMENT",
    "Please reply above this line.",
    "*** Your answer above ***",
    "━━━━━━━━━━━━\nReply above this line",
    "##- この行より上に返信をご記入ください -##",
    "##- この行より上に返信内容を入力してください -##",
    "――― ここより上に返信をご記入ください ―――",
    "この線より上にご返信ください。",
    "--- ご返信はこの線より上にお願いします ---",
    "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein -##",
    "##- Veuillez saisir votre réponse au-dessus de cette ligne -##",
    "##- Escriba su respuesta por encima de esta línea -##",
    "##- Digite sua resposta acima desta linha -##",
    "##- 请在此行上方输入您的回复 -##",
    "##- 이 줄 위에 회신을 입력하세요 -##",
]

INTRODUCTIONS = [
    "On Thu, Jun 4, 2026 at 8:15 AM Nordlys Care\n<help@nordlys.example>\nwrote:\n\n> hello",
    "On Thursday, 4 June 2026 at 8:15, the Nordlys\nCustomer Care Team for the North and the\nWest "
    "<help@nordlys.example>\nwrote:\n> hello",
    "On 4 Jun 2026, at 08:15, Nordlys Care wrote:\nhello, we looked into it",
    "2026-06-04 8:15 GMT+09:00 Nordlys Care <help@nordlys.example>:\n> hello",
    "Nordlys Care <help@nordlys.example> wrote on 4 June 2026:\n\nhello",
    "---- On Thu, 04 Jun 2026 08:15:00 +0900 Nordlys Care <help@nordlys.example> wrote ----\nhello",
    ">> On Jun 4, 2026, at 8:15, Nordlys Care <help@nordlys.example>\nwrote:\n>>\n>> hello",
    "2026年6月4日(木) 8:15 ノルドサポート <help@nordlys.example>:\n> こんにちは",
    "2026年6月4日 8:15、ノルドサポートさんは書きました：\nご確認ください",
    "2026/06/04 8:15、ノルドサポート\n<help@nordlys.example>のメール:\n> こんにちは",
    "Am 04.06.2026 um 08:15 schrieb Nordlys Care <help@nordlys.example>:\n> Hallo",
    "Am Do., 4. Juni 2026 um 08:15 Uhr schrieb\nNordlys Care:\n> Hallo",
    "Le jeu. 4 juin 2026 à 08:15, Nordlys Care <help@nordlys.example>\na écrit :\n> Bonjour",
    "El jue, 4 jun 2026 a las 8:15, Nordlys Care (<help@nordlys.example>) escribió:\n> Hola",
    "Em qui., 4 de jun. de 2026 às 08:15, Nordlys <help@nordlys.example> escreveu:\n> Olá",
    "Il giorno gio 4 giu 2026 alle 08:15 Nordlys <help@nordlys.example> ha scritto:\n> Ciao",
    "Op do 4 jun 2026 om 08:15 schreef Nordlys <help@nordlys.example>:\n> Hallo",
    "在 2026年6月4日，08:15，Nordlys <help@nordlys.example> 写道：\n> 你好",
    "2026년 6월 4일 (목) 오전 8:15, Nordlys <help@nordlys.example>님이 작성:\n> 안녕하세요",
]

HEADERS = [
    "From: Care <help@nordlys.example>\nSent: Thursday, June 4, 2026 8:15 AM\nTo: Me\nSubject: RE: Scanner",
    "*From:* Care\n*Sent:* Thursday\n*To:* Me\n*Subject:* RE: Scanner",
    "Von: Care <help@nordlys.example>\nGesendet: Donnerstag, 4. Juni 2026 08:15\nAn: Ich\nBetreff: AW: Scanner",
    "De : Care <help@nordlys.example>\nEnvoyé : jeudi 4 juin 2026 08:15\nÀ : Moi\nObjet : RE: Scanner",
    "De: Care <help@nordlys.example>\nEnviado el: jueves, 4 de junio de 2026\nPara: Yo\nAsunto: RE: Escáner",
    "De: Care\nEnviada em: quinta-feira\nPara: Eu\nAssunto: RES: Scanner",
    "Da: Care <help@nordlys.example>\nInviato: giovedì 4 giugno 2026\nA: Io\nOggetto: R: Scanner",
    "Van: Care <help@nordlys.example>\nVerzonden: donderdag 4 juni 2026\nAan: Ik\nOnderwerp: RE: Scanner",
    "差出人: ノルド <help@nordlys.example>\n送信日時: 2026年6月4日 8:15\n宛先: 私\n件名: RE: スキャナー",
    "发件人: Nordlys <help@nordlys.example>\n发送时间: 2026年6月4日 8:15\n收件人: 我\n主题: 回复: 扫描仪",
    "寄件者：Nordlys\n寄件日期：2026年6月4日\n收件者：我\n主旨：RE: 掃描器",
    "보낸 사람: Nordlys <help@nordlys.example>\n보낸 날짜: 2026년 6월 4일\n받는 사람: 나\n제목: RE: 스캐너",
    "From: Care\n\nSent: Thursday\n\nTo: Me\n\nSubject: RE: Scanner",
    "From: Care <a@nordlys.example> Sent: Thursday, June 4, 2026 To: Me Subject: RE: Scanner",
    "From: Care <a@nordlys.example>\nTo: One <one@nordlys.example>,\n Two <two@nordlys.example>\nSubject: Scanner",
    "---------- Forwarded message ---------",
    "-----Ursprüngliche Nachricht-----",
    "-------- Message transféré --------",
    "---------- Mensaje reenviado ----------",
    "-------- 转发邮件信息 --------",
    "Begin forwarded message:",
    "以下は転送されたメッセージです。",
]

NOTICES = [
    "This message and any files with it are confidential and intended only for the addressee. If it reached you by "
    "mistake, please notify the sender and destroy it.",
    "CONFIDENTIALITY NOTICE: The contents of this e-mail are privileged. Unauthorized copying or "
    "disclosure is prohibited.",
    "If you are not the intended recipient, any distribution of this communication is prohibited. Please delete it.",
    "※本メールには機密情報が含まれている場合があります。誤って受信された場合は、削除していただきますようお願いします。",
    "このメールは宛先の方のみを対象としており、機密情報を含む場合があります。誤送信の場合は破棄してください。",
    "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind, "
    "löschen Sie sie bitte.",
    "Ce message est confidentiel et destiné à son seul destinataire. Si vous l'avez reçu par erreur, "
    "veuillez le détruire.",
    "Este mensaje es confidencial. Si usted no es el destinatario, elimínelo, por favor.",
    "Please consider the environment before printing this email.",
    "Virus-free. www.scanner.example",
    "This is an automated message, please do not reply.",
    "※このメールは送信専用アドレスから配信されています。",
    "[EXTERNAL]",
]

DEVICES = [
    "Sent from my Galaxy", "Sent from my Huawei P30", "Sent from Outlook for Android",
    "Sent with Proton Mail secure email.",
    "Get Outlook for iOS<https://aka.example/x>", "Von meinem iPhone gesendet", "Gesendet von meinem Samsung Galaxy",
    "Envoyé de mon iPhone", "Enviado desde mi iPad", "Enviado do meu iPhone", "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Skickat från min iPhone", "发自我的iPhone", "從我的 iPhone 傳送", "나의 iPhone에서 보냄",
    "私のiPadから送信", "Androidスマートフォンからの送信",
    "Отправлено с iPhone", "iOS 版 Outlook を入手<https://aka.example/x>",
]  # fmt: skip

AUTO_REPLIES = [
    "Automatic reply: I am on a business trip until Friday.",
    "Auto-Reply: thank you, we received your mail.",
    "Out of Office: back on Monday.",
    "Thank you for your email. I am out of the office until 8 June with limited access to mail.",
    "【自動返信】お問い合わせを受け付けました。",
    "お世話になっております。6月8日まで休暇をいただいております。お急ぎの場合は佐々木までご連絡ください。",
    "Automatische Antwort: Ich bin bis 8. Juni im Urlaub.",
    "Réponse automatique : je suis absent.",
]

KEPT = [
    "Answer above is wrong.\nPlease look again.",
    "The reply above this one was rude.\nNobody helped.",
    "この行より上に文字を入力できません。\n直してください。",
    "On May 3 your agent wrote:\nno refund.\nI do not accept that.",
    "On 3 devices the app is slow.\nAm I the only one?",
    "From: Tokyo\nTo: Osaka\nThe train was late and nobody told us.",
    "A: it is slow\nB: it crashes",
    "時間: 10時\n場所: 渋谷店\n店員の態度が悪い。",
    "件名: 請求書について\n内容: 金額が違います。",
    "主题: 登录\n一直登录不了",
    "Data: lost\nSubject: nobody cares\nI want my files back.",
    "I received this e-mail in error. Please delete my address from your list.\nIt is the third time.",
    "This e-mail says that my contract ends, but I never cancelled.\nPlease explain.",
    "このメールは何ですか。\n誤って登録されたので削除してください。",
    "I am on vacation until 8 June.\nPlease hold my parcel.",
    "6月8日まで不在です。\n荷物の配達を9日以降に変えてください。",
    "从登录开始就不行\n一直闪退",
    "Mit der neuen Version\nstürzt alles ab.",
    "Le prix est trop élevé\nJe pars.",
    "Out of office hours nobody answers.\nThat is bad.",
    "Please do not reply to this e-mail with a template again, I want a human.\nThanks for nothing.",
]


@pytest.mark.parametrize("marker", REPLY_LINES)
@pytest.mark.parametrize("own", [OWN, OWN_JA])
def test_what_stands_below_the_line_to_write_above_goes(marker, own):
    assert (
        strip_mail(f"{own}\n\n{marker}\n\nYour request was updated.\nこちらは会社の文です。").text.strip(" ━\n") == own
    )


def test_the_line_to_write_above_is_found_inside_a_joined_line():
    assert (
        strip_mail(f"{OWN} ##- Please type your reply above this line -## Your request was updated.").text.strip()
        == OWN
    )


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("own", [OWN, OWN_JA])
def test_the_introduction_of_a_quotation_goes_with_it(introduction, own):
    assert strip_mail(f"{own}\n\n{introduction}").text == own


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("own", [OWN, OWN_JA])
def test_a_header_and_the_mail_below_it_go(header, own):
    assert strip_mail(f"{own}\n\n{header}\n\nPlease restart the scanner.\n再起動してください。").text == own


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("own", [OWN, OWN_JA])
def test_a_notice_goes(notice, own):
    assert strip_mail(f"{own}\n\n{notice}").text == own
    assert strip_mail(f"{own}\n{notice}\n").text == own


def test_a_disclaimer_in_two_languages_goes_and_so_does_one_that_follows_in_the_line():
    both = f"{NOTICES[5]}\n\n{NOTICES[0]}"
    assert strip_mail(f"{OWN}\n\n{both}").text == OWN
    assert strip_mail(f"{OWN} {NOTICES[0]}").text == OWN


@pytest.mark.parametrize("device", DEVICES)
def test_what_a_phone_or_a_program_adds_goes(device):
    assert strip_mail(f"{OWN}\n\n{device}").text.strip() == OWN
    assert strip_mail(f"{OWN} {device}").text.strip() == OWN


@pytest.mark.parametrize("answer", AUTO_REPLIES)
def test_nothing_is_left_of_an_answer_that_a_mailbox_gave_by_itself(answer):
    body = strip_mail(answer)
    assert (body.text, body.cut_share) == ("", 1.0)


@pytest.mark.parametrize("text", KEPT)
def test_what_a_customer_may_have_written_stays(text):
    assert strip_mail(text).text == text


pieces = st.sampled_from(
    [*REPLY_LINES, *INTRODUCTIONS, *HEADERS, *NOTICES, *DEVICES, *AUTO_REPLIES, *KEPT, "", OWN, OWN_JA]
)


@given(st.lists(pieces | st.text(max_size=30), max_size=6).map("\n".join))
def test_cleaning_twice_keeps_what_cleaning_once_kept(text):
    once = strip_mail(text).text
    assert set(strip_mail(once).text.split()) <= set(once.split())
    assert set("".join(once.split())) <= set("".join(text.split()))
