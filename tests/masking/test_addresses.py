"""Postal addresses of many countries, whole with building and room."""

import pytest

from vocpipe.masking.redact import MARK, redact

# Each text, and what must not be left of it.
FOUND = {
    "ADDRESS": [
        ("I live at 123 Main Street, Springfield, IL 62704", ("123", "Main", "62704")),
        ("48764 Howard Forge Apt. 421\nVanessaside, PA 19763", ("Howard", "421", "19763")),
        ("ship to 12 Oak Ave, Apt 4B", ("Oak", "4B")),
        ("PSC 5678, Box 1234\nAPO AP 96278", ("5678", "96278")),
        ("USNS Smith\nFPO AE 12345", ("12345",)),
        ("Flat 3\nSmith stream\nNorth Jamesburgh\nW1A 1AA", ("Smith", "W1A")),
        ("59 Robinson knolls\nEast Bob\nE1 7AA", ("Robinson", "E1")),
        ("10 Downing Street, London SW1A 2AA", ("Downing", "SW1A")),
        ("my address is 221b baker street, london", ("baker",)),
        ("221B Baker Street", ("Baker",)),
        ("P.O. Box 1234", ("1234",)),
        ("Weihmannstr. 0/7\n78932 Senftenberg", ("Weihmann", "78932")),
        ("Hauptstraße 12, 12345 Berlin", ("Haupt", "12345")),
        ("Jessel-Pacht-Straße 12", ("Jessel",)),
        ("12 rue de la Paix, 75002 Paris", ("Paix", "75002")),
        ("3, rue Lefebvre\n42918 Sainte Capucine", ("Lefebvre", "42918")),
        ("rue Thierry Robin\n60385 Sainte Madeleine", ("Robin", "60385")),
        ("Calle Mayor 12, 28013 Madrid", ("Mayor", "28013")),
        ("Via Roma 12, 00184 Roma", ("Roma 12", "00184")),
        ("Kerkstraat 12, 1017 GC Amsterdam", ("Kerk", "1017")),
        ("1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001", ("Jingumae", "150")),
        ("100 Queen St W, Toronto, ON M5H 2N2", ("Queen", "M5H")),
        ("12 Smith St, Newtown NSW 2042", ("Smith", "2042")),
        ("35.6812, 139.7671", ("35.68",)),
        ("delivered to 7 Elm Court instead", ("Elm",)),
        ("350 Fifth Avenue, 34th Floor, New York, NY 10118", ("Fifth", "10118", "34th")),
        ("1600 Pennsylvania Ave NW", ("Pennsylvania",)),
        ("〒150-0001 東京都渋谷区神宮前1-2-3 メゾン青山203号室", ("150", "神宮前", "203")),
        ("東京都千代田区\n丸の内1-1-1\nパレスビル 5F", ("丸の内", "5F")),
    ],
}


@pytest.mark.parametrize(
    ("kind", "text", "parts"), [(kind, text, parts) for kind, rows in FOUND.items() for text, parts in rows]
)
def test_nothing_of_it_is_left(kind, text, parts):
    redacted = redact(text)
    assert [part for part in parts if part in redacted.text] == []
    assert kind in redacted.counts


@pytest.mark.parametrize("text", [text for rows in FOUND.values() for text, _ in rows])
def test_marks_stay_as_they_are(text):
    once = redact(text).text
    assert MARK.search(once)
    assert redact(once).text == once


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We live at 12 Oak Street, Springfield and it rains.", "We live at [ADDRESS] and it rains."),
        ("It went to 44 Birch Road, Leeds LS1 4AB, not here.", "It went to [ADDRESS], not here."),
        ("The shop is 12 Hill Lane in Port Michaelmouth now.", "The shop is [ADDRESS] now."),
        ("Pick up from 46a Elder Close #71, Boise, ID, two boxes.", "Pick up from [ADDRESS], two boxes."),
        ("P.O. Box 4135, San Jose, CA 95112", "[ADDRESS]"),
        ("12 Oak Road\nNorth Jamesburgh\nDurham\nUnited Kingdom", "[ADDRESS]"),
        ("577 St. Aidan's Road Apt 15C, Brooklyn NY 11215", "[ADDRESS]"),
        ("125 Plum Way, Manchester is ours", "[ADDRESS] is ours"),
        ("71a Maple Creek Way #37, Tampa, FL please", "[ADDRESS] please"),
        ("5 Mill Lane, Newcastle upon Tyne. Great.", "[ADDRESS]. Great."),
        ("33 Queens Cross, Stoke-on-Trent, Staffordshire ST1 2AB", "[ADDRESS]"),
        ("Studio 93H\nJones turnpike\nNorth Kimberg", "[ADDRESS]"),
        ("93 Studio 93H Jones turnpike", "[ADDRESS]"),
        ("Flat 4, Ferguson Path", "[ADDRESS]"),
        ("16 Elm Street, Dublin D06 X4K2", "[ADDRESS]"),
        # What stands behind a street and is no town.
        ("I'm at 7 Elm Dr. Buzzer doesn't work.", "I'm at [ADDRESS] Buzzer doesn't work."),
        ("12 Oak Road\nThanks\nfor all", "[ADDRESS]\nThanks\nfor all"),
        ("221B Baker Street, Monday please", "[ADDRESS], Monday please"),
        ("12 Oak Street, I waited", "[ADDRESS], I waited"),
        ("2024 Winter Pass, it is great", "2024 Winter Pass, it is great"),
        ("Unit 5 Test Drive", "Unit 5 Test Drive"),
    ],
)
def test_the_town_belongs_to_the_street(text, left):
    assert redact(text).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("高知県高知市はりまや町153番地 コーポ山手 103 です", "[ADDRESS] です"),
        ("津市ときわ5丁目11番4号に届けて", "[ADDRESS]に届けて"),
        ("千葉市稲毛区くすのき台3-4-5へ", "[ADDRESS]へ"),
        ("金沢市泉が丘3-19 メゾンさくら 801です。", "[ADDRESS]です。"),
        ("大阪市北区梅田1-2-3ひまわりハイツ101号室です", "[ADDRESS]です"),
        ("大阪市北区梅田1-2-3 さくら荘203に", "[ADDRESS]に"),
        ("871-5781 津市ときわ5丁目17番地24", "[ADDRESS]"),
        ("12 Elm Street P13 C953 Jenni Ville", "[ADDRESS]"),
        ("33 Hatfield Turn, Kleinbury, SA, 0884 please", "[ADDRESS] please"),
        # What stands beside an address and is no part of it.
        ("津市北町4-9-2 ハイツ224号室宛に送った", "[ADDRESS]宛に送った"),
        ("津市北町4-9-2 ハイツ224号室の位置が一本", "[ADDRESS]の位置が一本"),
        ("it's 12 Oak Street, I'll spell it", "it's [ADDRESS], I'll spell it"),
        ("先日東京都港区芝1-2-3の前でうるさい", "先日[ADDRESS]の前でうるさい"),
        ("昨年横浜市西区高島2-3-4に越しました", "昨年[ADDRESS]に越しました"),
        ("私の住所大阪市北区梅田1-2-3です", "私の住所[ADDRESS]です"),
        ("大阪市北区梅田1-2-3から203号室へ", "[ADDRESS]から203号室へ"),
        ("福岡市にある3つの店", "福岡市にある3つの店"),
    ],
)
def test_kana_in_towns_and_buildings(text, left):
    assert redact(text).text == left
