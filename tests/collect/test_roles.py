"""Which file has which role, told from cells and names, where several claim one role or none does."""

import tomllib

import pytest

from tests.collect.companions.tables import many, table
from tests.collect.companions.test_customer_exports import COMPANIES_EN, MEMBERS, SURVEY_EN
from tests.collect.companions.test_marketo import activities
from tests.collect.companions.test_people import HUBSPOT_JA
from vocpipe.collect.guess import guess_settings
from vocpipe.settings import Settings

LEADS = many(
    "id|email|firstName|lastName|company|createdAt|unsubscribed|marketingSuspended",
    "{n}|h{n}@mill.jp|Hana|Sato|Mill|2026-01-0{m}T00:00:00Z|false|false",
)
CONTRACTS = many("顧客ID|契約開始日|解約日|プラン|月額", "K-{n}|2025/{m}/1||solo|{n}000")
LINKS = many("ticket_id|contact_id|type_id|_fivetran_synced", "{n}|51{n}|16|2026-05-0{m} 10:00:00")


@pytest.fixture
def guessed(tmp_path):
    def guess(**files):
        (tmp_path / "inputs").mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / "inputs" / f"{name}.csv").write_text(text, encoding="utf-8")
        content = guess_settings(tmp_path)
        return content, Settings.model_validate(tomllib.loads(content))

    return guess


def test_a_survey_does_not_take_the_place_of_the_customers(guessed):
    _, settings = guessed(NPS=SURVEY_EN, customers=CONTRACTS)
    assert settings.customers.path == "inputs/customers.csv"
    assert [source.path for source in settings.source] == ["inputs/NPS.csv"]


def test_of_two_tables_of_customers_the_one_that_says_more_is_read_and_the_other_is_named(guessed):
    content, settings = guessed(companies=COMPANIES_EN, contracts=CONTRACTS)
    assert settings.customers.path == "inputs/contracts.csv"
    (line,) = [line for line in content.splitlines() if "inputs/companies.csv" in line]
    assert "contracts.csv says more" in line
    assert "contracts.csv を選びました" in line


def test_companies_are_customers_and_contacts_are_the_people_there(guessed):
    _, settings = guessed(contacts=HUBSPOT_JA, companies=COMPANIES_EN)
    assert settings.customers.path == "inputs/companies.csv"
    assert [table.path for table in settings.people] == ["inputs/contacts.csv"]


def test_people_with_a_contract_are_people_of_the_companies_that_have_one_too(guessed):
    _, settings = guessed(members=MEMBERS.replace("会員番号", "レコードID"), contracts=CONTRACTS)
    assert settings.customers.path == "inputs/contracts.csv"
    assert [table.path for table in settings.people] == ["inputs/members.csv"]


def test_leads_are_the_customers_where_there_is_no_better_table(guessed):
    content, settings = guessed(leads=LEADS)
    assert settings.customers.path == "inputs/leads.csv"
    assert 'opted_out = "unsubscribed", suspended = "marketingSuspended"' in content
    assert "started_at" not in content
    _, settings = guessed(leads=LEADS, contracts=CONTRACTS)
    assert [table.path for table in settings.people] == ["inputs/leads.csv"]


def test_one_file_may_have_two_roles(guessed, tmp_path):
    activities(tmp_path / "inputs")
    _, settings = guessed()
    assert [(table.path, table.format) for table in settings.behaviour] == [("inputs/activities.csv", "marketo")]
    assert [(table.path, table.format) for table in settings.contacts] == [("inputs/activities.csv", "marketo")]
    assert settings.behaviour[0].name != settings.contacts[0].name


def test_months_of_one_table_of_customers_are_one_table(guessed):
    _, settings = guessed(customers_2026_04=CONTRACTS, customers_2026_05=CONTRACTS)
    assert settings.customers.path == "inputs/customers*.csv"


def test_a_table_of_links_holds_no_voices_and_is_named_with_the_reason(guessed):
    content, settings = guessed(ticket_contact=LINKS, deals=table("deal_id|amount|stage", "1|300|won", "2|50|lost"))
    assert settings.source == []
    for name in ("ticket_contact", "deals"):
        (line,) = [line for line in content.splitlines() if f"inputs/{name}.csv" in line]
        assert "no column holds what somebody said" in line


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("入居者名簿", "入居者番号|号室|入居日|退去日", "T{n}|{n}01|2025/{m}/1|"),
        ("players", "player_id|登録日時|レベル|退会フラグ", "P{n}|2025-0{m}-01 10:00|{n}|0"),
    ],
)
def test_members_of_a_list_of_names_are_customers(guessed, name, header, row):
    _, settings = guessed(**{name: many(header, row)})
    assert settings.customers.path.startswith(f"inputs/{name}")


def test_a_list_of_the_companys_own_is_no_feedback_unless_a_column_is_named_like_it(guessed):
    about = "毎朝の水やりに向いた軽いじょうろです。先が外せます。"
    content, settings = guessed(
        商品マスタ=many("品番|品名|特長", f"J{{n}}|じょうろ|{{n}}番。{about}"),
        product_catalog_voices=many("sku|review", "J{n}|The spout number {n} leaks and it drips all over."),
    )
    assert [source.path for source in settings.source] == ["inputs/product_catalog_voices.csv"]
    assert "its name is that of a list of your own" in content
