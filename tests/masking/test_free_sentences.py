"""Secrets, numbers of papers, dates of birth and handles that stand anywhere in a sentence."""

import pytest

from vocpipe.masking.redact import redact


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The wifi password on the card says otter418 and fails.",
            "The wifi password on the card says [SECRET] and fails.",
        ),
        ("The wifi password on the card says Milk@37 today", "The wifi password on the card says [SECRET] today"),
        ("The password you gave me, maple-7713, is old", "The password you gave me, [SECRET], is old"),
        ("my password was set to Blue!river8", "my password was set to [SECRET]"),
        ("the password printed on the router: kx93jd82", "the password printed on the router: [SECRET]"),
        ("パスワードがカードにはkoi7714と書いてある", "パスワードがカードには[SECRET]と書いてある"),
        ("The pin I chose was 7788", "The pin I chose was [SECRET]"),
        ("my pin is set to 0492", "my pin is set to [SECRET]"),
        ("運転免許証 第302145678901号", "運転免許証 [ID]"),
        ("免許証（番号 第 302145678901 号）の裏", "免許証（番号 [ID]）の裏"),
        ("my licence: SMITH 753116 SM9IJ", "my licence: [ID]"),
        ("TK 1234567のパスポートで予約した", "[ID]のパスポートで予約した"),
        ("Booked with TK 7654321 as my passport", "Booked with [ID] as my passport"),
        ("New passport no. is C12345678, thanks", "New passport no. is [ID], thanks"),
        ("Birthday's 12/19/1944 and no voucher", "Birthday's [BIRTHDATE] and no voucher"),
        ("b. 3-Jul-1942, female", "b. [BIRTHDATE], female"),
        ("I was born on the 3rd of March 1985", "I was born on the [BIRTHDATE]"),
        ("I was born in 1985", "I was born in [BIRTHDATE]"),
        ("I turned 40 on March 3, 1985", "I turned 40 on [BIRTHDATE]"),
        ("date of birth on file is 7 May 1964", "date of birth on file is [BIRTHDATE]"),
        ("momo_cat2 on Instagram told me", "[HANDLE] on Instagram told me"),
        ("pine418 on Twitter told me", "[HANDLE] on Twitter told me"),
        ("On Discord I go by pine418.", "On Discord I go by [HANDLE]."),
        ("Xのアカウント@pine_418が凍結", "Xのアカウント[HANDLE]が凍結"),
        ("Xのmomo_cat_2というアカウントから", "Xの[HANDLE]というアカウントから"),
    ],
)
def test_it_is_found_wherever_it_stands(text, left):
    assert redact(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "The password on the card says nothing",
        "The password page says error 404",
        "my password, again, is not accepted",
        "the pin was sent to 5000 users",
        "パスワードは8文字以上です",
        "I took flight NH 1234567. The gate was closed",
        "I bought 2023 on Twitter",
        "windows11 on Discord is slow",
        "see option b. 3 times",
        "it turned 2 on the dial",
        "the password manager is for Windows11",
    ],
)
def test_other_sentences_stay(text):
    assert redact(text).text == text
