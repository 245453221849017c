"""Exports with German, French, Spanish and other Western column names, as `vocpipe init` and the readers take them."""

import tomllib
from pathlib import Path

import pytest

from tests.collect.site import Site
from vocpipe.collect.guess import guess_settings
from vocpipe.settings import Settings

SAID = [
    "Niemand ging ans Telefon und ich habe es oft versucht",
    "Die Beratung im Laden war sehr freundlich und ruhig",
    "Das Paket kam beschädigt an und fehlte zur Hälfte",
    "Der neue Katalog gefällt mir besser als der alte",
    "Die Anmeldung auf der Seite bricht immer wieder ab",
    "Mein Gutschein wurde an der Kasse nicht erkannt",
]
ANSWERED = [
    "Il servizio è stato informato il giorno dopo",
    "Abbiamo chiamato la cliente e spiegato tutto",
    "Il pacco è stato sostituito con uno nuovo",
]


def as_csv(columns: dict[str, list[str]]) -> bytes:
    """The columns as German Excel saves them."""
    rows = [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]
    return "".join(";".join(row) + "\r\n" for row in rows).encode("cp1252")


def repeat(*cells: str) -> list[str]:
    return [cells[at % len(cells)] for at in range(len(SAID))]


def settings_of(root: Path, name: str, data: bytes) -> Settings:
    (root / "inputs").mkdir()
    (root / "inputs" / name).write_bytes(data)
    return Settings.model_validate(tomllib.loads(guess_settings(root)))


DAYS = [f"{day}.03.2026" for day in range(14, 20)]
IDS = [f"C{number}" for number in range(40, 46)]
MAILS = [f"p{number}@example.de" for number in range(6)]


@pytest.mark.parametrize(
    ("date", "customer", "score", "text", "reply", "score_type"),
    [
        ("Eingegangen am", "Kunden-Nr.", "Zufriedenheit (1-5)", "Anmerkungen", "Antwort vom Kundendienst", "csat"),
        ("Déposé le", "Code client", "Étoiles", "Remarques", "Réponse du magasin", "stars"),
        ("Fecha de envío", "Número de cliente", "Estrellas", "Opinión", "Respuesta de la tienda", "stars"),
        ("Data recensione", "Codice cliente", "Soddisfazione", "Commenti", "Risposta del negozio", "csat"),
    ],
)
def test_reviews_are_read_without_the_companys_replies(site, date, customer, score, text, reply, score_type):
    table = {date: DAYS, customer: IDS, score: repeat("4", "2"), text: SAID, reply: repeat(*ANSWERED)}
    site.put("a.csv", as_csv(table))
    site.collect()
    day = "(created_at + INTERVAL 9 HOUR)::DATE::VARCHAR"
    found = site.rows(f"SELECT {day}, customer_ref, score_type, score, text FROM feedback_raw")
    days = [f"2026-03-{day}" for day in range(14, 20)]
    assert sorted(found) == sorted(zip(days, IDS, repeat(score_type), repeat(4.0, 2.0), SAID, strict=True))


def test_how_likely_somebody_is_to_recommend_is_asked_in_french(site):
    table = {
        "Horodateur": [f"{day}/03/2026 09:10:11" for day in range(14, 20)],
        "Sur une échelle de 0 à 10 recommanderez-vous nos cours ?": repeat("0", "10", "7"),
        "Qu'est-ce qui vous a plu ?": SAID,
    }
    data = as_csv(table).decode("cp1252").replace(";", ",").encode()
    site.put("Cours (réponses).csv", data)
    site.collect({"name": "cours", "path": "inputs/*.csv", "kind": "survey", "reader": "google_forms"})
    assert site.rows("SELECT score_type, count(*) FROM feedback_raw WHERE score IS NOT NULL GROUP BY 1") == [("nps", 6)]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Kundenliste.csv", {"Kd-Nr.": IDS, "E-Mail-Adresse": MAILS, "Mitglied seit": DAYS, "Tarif": repeat("S", "M")}),
        ("clients.csv", {"Identifiant client": IDS, "Courriel": MAILS, "Client depuis": DAYS, "Ville": repeat("Lyon")}),
        ("app users.csv", {"user_id": IDS, "email": MAILS, "registration_date": DAYS, "mobile_no": IDS}),
        ("members.csv", {"Membership number": IDS, "E-mail": MAILS, "Joined on": DAYS, "Tier": repeat("A", "B")}),
    ],
)
def test_a_list_of_customers_is_one(tmp_path, name, table):
    settings = settings_of(tmp_path, name, as_csv(table))
    assert (settings.customers and settings.customers.path, settings.source) == (f"inputs/{name}", [])


@pytest.mark.parametrize(
    ("section", "name", "table"),
    [
        ("behaviour", "Einkäufe.csv", {"Kundennr.": repeat("C1", "C2"), "Kaufdatum": DAYS, "Artikel": repeat("Hut")}),
        ("purchases", "commandes.csv", {"N° client": repeat("C1", "C2"), "Date de commande": DAYS, "Total": IDS}),
        ("contacts", "Mailing.csv", {"Empfänger": MAILS, "Versendet am": DAYS, "Abgemeldet": repeat("nein", "ja")}),
        ("event", "Kalender.csv", {"Datum": DAYS, "Aktion": repeat("Tag der offenen Tür")}),
        ("event", "holidays.csv", {"Week of": DAYS, "Holiday": repeat("Easter")}),
    ],
)
def test_companions_are_told_by_western_names(tmp_path, section, name, table):
    settings = settings_of(tmp_path, name, as_csv(table))
    found = [entry.path for entry in getattr(settings, section)]
    assert (found, settings.source) == ([f"inputs/{name}"], [])


@pytest.mark.parametrize("label", ["Durchschnitt", "Moyenne", "Summe", "Sous-total", "Total général"])
def test_a_total_in_another_language_is_no_voice(tmp_path, label):
    site = Site(tmp_path)
    rows = {"Datum": [*DAYS[:5], label], "Bewertung": repeat("4", "2"), "Kommentar": [*SAID[:5], ""]}
    site.put("a.csv", as_csv(rows))
    (file,) = site.collect()
    assert (file["rows_accepted"], file["rows_rejected"]) == (5, 1)
