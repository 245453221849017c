"""Windows-1252, in which Western Excel saves a CSV, told from other one-byte encodings."""

import pytest

from vocpipe.collect.parsing.decode import decode
from vocpipe.errors import ReadError

WESTERN = [
    "Nr;Kommentar\n1;Die Größe fällt zu klein aus, schön wäre XL\n2;Tür klemmt\n",
    "N° client;Avis\n12;Le vendeur m’a très bien conseillée à l’accueil\n",
    "fecha;comentario\n1;¿Por qué tardó tanto? El niño lloró\n",
    "Data;Opinião\n1;Não gostei: atenção ruim e preço alto\n",
    "dato;kommentar\n1;Leveringen på døren var god, men kjøpet føltes dårlig\n",
    "datum;opmerking\n1;Eén van mijn collega’s heeft geen bestelling gekregen\n",
    "Order,Total (£)\n1,£3.20\n2,£11.00\n",
    "id,comment\n1,It’s “fine” – really…\n2,Nothing to add\n",
    "name,comment\nSiân,ok\nZoë,never again\n",
    "id;Kommentar\n1;Schöne Größe, gern für Öl\n2;Très déçue par l’accueil, même à Genève\n",
    "id;commento\n1;Perché è così caro? Però la qualità è più alta\n",
    "Bewertung;Preis\n5;12,50 €\n",
]
OTHERS = [
    ("data;opinia\n1;Dostawa była spóźniona, źle zapakowana i wciąż czekam\n", "cp1250"),
    ("1;Příliš žluťoučký kůň úpěl ďábelské ódy, děkuji za řešení\n", "cp1250"),
    ("1;Sipariş geç geldi, çalışanlar çok ilgisizdi, teşekkür değil\n", "cp1254"),
    ("1;Dárek se mi moc líbil, děkuji, přišel rychle\n", "cp1250"),
    ("1;A szállítás lassú volt, ügyfélszolgálatuk hűvös és későn felelő\n", "cp1250"),
    (
        "1;Livrarea a întârziat și coletul a fost strâns fără grijă, țineți cont\n".replace("ș", "ş").replace("ț", "ţ"),
        "cp1250",
    ),
    ("1;Dostava je bila brža, ali čekao sam još šest sati na poziv, žao mi je\n", "cp1250"),
    ("1;Piegāde bija ātra, bet kurjers neko neteica, žēl, lūdzu labojiet šo kļūdu\n", "cp1257"),
    ("1;Η αποστολή άργησε πολύ\n", "cp1253"),
    ("1;Отличный магазин, быстрая доставка\n", "cp1251"),
    ("1;这个产品很好,物流也快,客服态度不错\n", "gbk"),
    ("1;배송이 빠르고 좋아요\n", "cp949"),
]


def encoding_of(data: bytes) -> str | None:
    """The encoding in which the bytes are read; None if they are refused."""
    try:
        return decode(data).encoding
    except ReadError:
        return None


@pytest.mark.parametrize("text", WESTERN)
def test_a_western_file_is_read(text):
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.odd) == (text, "cp1252", [])


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_no_other_encoding_is_taken_for_it(text, encoding):
    assert encoding_of(text.encode(encoding)) != "cp1252"


@pytest.mark.parametrize("text", ["id;c\n1;Größe schön für März\n", "id;c\n1;très déçu, même prix\n"])
@pytest.mark.parametrize("encoding", ["cp437", "cp850", "mac_roman"])
def test_dos_and_mac_bytes_are_not_windows_ones(text, encoding):
    assert encoding_of(text.encode(encoding)) != "cp1252"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize("text", ["id,text\n1,配送が遅い\n", "id,name\n1,山田\n2,ok\n"])
def test_japanese_stays_japanese(text, encoding):
    assert encoding_of(text.encode(encoding)) != "cp1252"
