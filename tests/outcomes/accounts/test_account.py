"""account, account_person and account_gap: who belongs to whom, and whether levels of one account disagree."""

import numpy as np
import pyarrow as pa

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.accounts import account
from vocpipe.outcomes.accounts.gaps import level_gaps
from vocpipe.settings import AccountsSettings


def match(voices, key, *, by="id", **reference):
    found = {"matched_by": by, "through_person": False, "contradicts": False}
    voices.add("customer_match", customer_key=key, **reference, **found)


def person(voices, ref, email, account_ref, job=None):
    voices.add(
        "person", file_id="f", source="crm", row_no=0, person_ref=ref, email=email, account_ref=account_ref, job=job
    )
    match(voices, account_ref, customer_ref=ref, customer_email=email)


def of_account(voices, key):
    voices.customer(key)
    match(voices, key, account_ref=key, by="account")


def answer(voices, key, email, score, at):
    feedback = voices.say(customer=key, score=score, at=at)
    voices.connection.execute("UPDATE feedback_raw SET customer_email = ? WHERE feedback_id = ?", [email, feedback])
    known = voices.connection.execute("FROM customer_match WHERE customer_ref = ? AND customer_email = ?", [key, email])
    if not known.fetchall():
        match(voices, key, customer_ref=key, customer_email=email)


def test_a_person_of_two_accounts_is_one_person_whose_voices_count_where_they_were_said(voices):
    for key in ("a", "b"):
        of_account(voices, key)
    person(voices, "p1", "ceo@x.jp", "a", "社長")
    person(voices, "p2", "ceo@x.jp", "b", "顧問")
    person(voices, "p3", "clerk@x.jp", "a", "経理担当")
    answer(voices, "a", "ceo@x.jp", 9, "2026-03-01 10:00")
    answer(voices, "b", "ceo@x.jp", 3, "2026-03-02 10:00")
    answer(voices, "a", "stranger@x.jp", 7, "2026-03-03 10:00")
    rows = {row["customer_id"]: row for row in run_step(voices.connection, account.STEP)}
    counted = (
        "n_people",
        "n_users",
        "n_executives",
        "n_heard",
        "n_voices",
        "n_promoters",
        "n_passives",
        "n_detractors",
    )
    assert [rows["a"][name] for name in counted] == [2, 1, 1, 1, 2, 1, 1, 0]
    assert [rows["b"][name] for name in counted] == [1, 0, 0, 1, 1, 0, 0, 1]
    links = rows_of(voices.connection, "account_person")
    ceo = [row for row in links if row["n_answers"]]
    assert len({row["person_id"] for row in ceo}) == 1
    assert [(row["customer_id"], row["level"], row["nps_score"]) for row in ceo] == [
        ("a", "executive", 9),
        ("b", None, 3),
    ]
    assert not any("@" in str(value) for row in links for value in row.values())


def test_an_address_that_people_share_is_nobodys(voices):
    of_account(voices, "a")
    person(voices, "p1", "info@x.jp", "a")
    person(voices, "p2", "info@x.jp", "a")
    answer(voices, "a", "info@x.jp", 9, "2026-03-01 10:00")
    (row,) = run_step(voices.connection, account.STEP)
    assert (row["n_people"], row["n_heard"], row["n_voices"]) == (2, 0, 1)


def table(rows):
    return pa.Table.from_pylist(
        [dict(zip(("customer_id", "level", "person_id", "value"), row, strict=True)) for row in rows]
    )


def world(seed, shift=None, accounts=60, each=4):
    """Voices of two levels of each account, alike but for the accounts in `shift`."""
    rng = np.random.default_rng(seed)
    return table(
        (
            f"c{number:03d}",
            level,
            f"{level}{number}",
            float(rng.normal(6, 1.5)) + (level == "executive") * (shift or {}).get(number, 0),
        )
        for number in range(accounts)
        for level in ("executive", "user")
        for _ in range(each)
    )


def disagreeing(rows):
    return {row["customer_id"] for row in rows if row["verdict"] != "cannot tell"}


def test_planted_disagreements_are_found_and_no_others():
    planted = {0: 6.0, 1: 6.0, 2: -6.0}
    rows = level_gaps(world(1, planted), "nps", AccountsSettings(), allowed=0.05)
    assert disagreeing(rows) == {"c000", "c001", "c002"}
    assert {row["customer_id"]: row["verdict"] for row in rows}["c002"] == "lowers"


def test_where_nobody_disagrees_hardly_an_account_is_named():
    named = [len(disagreeing(level_gaps(world(seed), "nps", AccountsSettings(), allowed=0.05))) for seed in range(40)]
    assert sum(n > 0 for n in named) <= 6  # 2 expected: a false discovery rate of 5 %


def test_two_voices_cannot_tell():
    (row,) = level_gaps(
        table([("c", "executive", "e", 10), ("c", "user", "u", 0)]), "nps", AccountsSettings(), allowed=0.05
    )
    assert (row["gap"], row["p_value"], row["verdict"]) == (None, None, "cannot tell")
    assert row["reason_en"] == "Cannot tell: 1 and 1 voices; at least 3 of each level are needed."
