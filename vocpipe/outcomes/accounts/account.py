"""account, account_person and account_gap: the people of each customer, what each said, and where levels disagree."""

from collections import Counter

import pyarrow as pa

from vocpipe.outcomes.accounts.gaps import level_gaps
from vocpipe.outcomes.accounts.levels import level_of
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import AccountsSettings
from vocpipe.settings.accounts import Level
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.verdict import Verdict

_PEOPLE = (
    Column("n_voices", "BIGINT", "what they said within [accounts] days; answers of one response are one voice"),
    Column("n_felt", "BIGINT", "pieces of it with an opinion"),
    Column("sentiment", "DOUBLE", "mean sentiment of these, -1 to 1; null without any"),
)
ACCOUNT = Table(
    "account",
    "one row per account, that is customer, of whom people are known by the [[people]] tables.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the account, as in feedback"),
        Column("n_people", "BIGINT", "people known"),
        Column("n_users", "BIGINT", "those of them whose job is that of a user (現場)"),
        Column("n_managers", "BIGINT", "of a manager (管理職)"),
        Column("n_executives", "BIGINT", "of an executive (経営層); what no job tells is in none of the three"),
        Column("n_heard", "BIGINT", "people who said anything within [accounts] days"),
        *_PEOPLE,
        Column("n_promoters", "BIGINT", "NPS answers of 9 or 10 within [accounts] days, of whomever in the account"),
        Column("n_passives", "BIGINT", "of 7 or 8"),
        Column("n_detractors", "BIGINT", "of 6 or less"),
        Column("last_on", "DATE", "the last day that anything was heard from the account"),
        Column("n_gaps", "BIGINT", "rows of account_gap with a verdict, that is levels that disagree"),
    ),
    order="customer_id",
)
ACCOUNT_PERSON = Table(
    "account_person",
    "one row per person and account that they belong to: a person may have several accounts.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the account, as in feedback"),
        Column("person_id", "VARCHAR", "pseudonym of the person; the same in all their accounts"),
        Column("level", "VARCHAR", "user, manager or executive, by their job; null if no word of it tells"),
        *_PEOPLE,
        Column("n_answers", "BIGINT", "NPS answers within [accounts] days"),
        Column("nps_score", "DOUBLE", "the last of these, 0 to 10; null without any"),
        Column("last_on", "DATE", "the last day that anything was heard from them; null: never"),
    ),
    order="customer_id, person_id",
)
ACCOUNT_GAP = Table(
    "account_gap",
    "one row per account, measure and two levels of its people that were heard: whether they disagree.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the account, as in feedback"),
        Column("measure", "VARCHAR", "nps (scores of 0 to 10) or sentiment (-1 to 1), without requests for help"),
        Column("level", "VARCHAR", "the higher of the two levels: executive or manager"),
        Column("other_level", "VARCHAR", "the lower one: manager or user"),
        Column("n", "BIGINT", "voices of the level within [accounts] days"),
        Column("n_people", "BIGINT", "people whose they are"),
        Column("mean", "DOUBLE", "their mean"),
        Column("n_other", "BIGINT", "voices of the other level"),
        Column("n_people_other", "BIGINT", "people whose they are"),
        Column("mean_other", "DOUBLE", "their mean"),
        Column("gap", "DOUBLE", "mean - mean_other; null below the minimum number of voices"),
        Column("low", "DOUBLE", "lower end of its 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns("two-sided; null: not tested"),
        Column("verdict", "VARCHAR", "raises: the level is more content than the other; lowers: less; or cannot tell"),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="customer_id, measure, level, other_level",
)
FAMILY = Family("account_gap", "t test on the pooled variance of voices of one level of one account", by=("measure",))
_NAMED = {"family", "method", "method_version"}
_TESTED = pa.schema([field for field in ACCOUNT_GAP.schema if field.name not in _NAMED])
_RANK = {level: place for place, level in enumerate(Level)}


def levels(links: pa.Table, settings: AccountsSettings) -> pa.Table:
    """customer_id, person_id, level of each person and account; of several jobs the highest level counts."""
    found: dict[tuple[str, str], Level | None] = {}
    for row in links.to_pylist():
        key, told = (row["customer_id"], row["person_id"]), level_of(row["job"] or "", settings.levels)
        known = [level for level in (found.get(key), told) if level is not None]
        found[key] = max(known, key=_RANK.__getitem__, default=None)
    rows = [{"customer_id": account, "person_id": who, "level": level} for (account, who), level in found.items()]
    schema = pa.schema([(name, pa.string()) for name in ("customer_id", "person_id", "level")])
    return pa.Table.from_pylist(rows, schema=schema)


def run(context: Context) -> Counts:
    """Replace the three tables; without [[people]] they are empty."""
    connection, settings = context.connection, context.settings.accounts
    links = read(connection, "accounts/people.sql")
    with registered(connection, account_link=links):
        voices = read(connection, "accounts/voices.sql", timezone=context.settings.workspace.timezone)
    with registered(connection, account_level=levels(links, settings), account_voice=voices):
        people = read(connection, "accounts/account_person.sql", days=settings.days)
        accounts = read(connection, "accounts/account.sql", days=settings.days)
        compared = {
            name: read(connection, "accounts/level_voices.sql", days=settings.days, measure=name)
            for name in ("nps", "sentiment")
        }
    allowed = context.settings.outcomes.false_discovery_rate
    gaps = [row for name, each in compared.items() for row in level_gaps(each, name, settings, allowed=allowed)]
    rows = pa.Table.from_pylist(gaps, schema=_TESTED)
    disagreeing = Counter(row["customer_id"] for row in gaps if row["verdict"] != Verdict.CANNOT_TELL)
    known = [{**row, "n_gaps": disagreeing[row["customer_id"]]} for row in accounts.to_pylist()]
    replace(connection, ACCOUNT, pa.Table.from_pylist(known, schema=ACCOUNT.schema))
    replace(connection, ACCOUNT_PERSON, pa.Table.from_pylist(people.to_pylist(), schema=ACCOUNT_PERSON.schema))
    replace(connection, ACCOUNT_GAP, FAMILY.named(rows, ACCOUNT_GAP.schema))
    return {}


STEP = Step(
    "outcomes.account",
    run,
    reads=frozenset({"customer_match", "customer_number", "feedback_raw", "person", "sentence", "sentence_sentiment"}),
    tables=(ACCOUNT, ACCOUNT_PERSON, ACCOUNT_GAP),
)
