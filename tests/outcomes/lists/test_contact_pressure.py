"""contact_pressure and contact_fatigue: messages and surveys of one customer together, and the answers after many."""

from datetime import datetime, timedelta

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.lists import contact_pressure
from vocpipe.settings import HandoffSettings


def write(voices, customer, at):
    voices.add("contact", customer_ref=customer, contacted_at=at)


def pressure(voices, **handoff):
    rows = run_step(voices.connection, contact_pressure.STEP, timezone="UTC", handoff=HandoffSettings(**handoff))
    return {row["customer_id"]: row for row in rows}


def test_messages_and_surveys_count_together_by_days(voices):
    for customer in ("loud", "calm", "old"):
        voices.customer(customer)
    for at in ("2026-03-01 09:00", "2026-03-01 15:00", "2026-03-05 09:00"):
        write(voices, "loud", at)
    voices.invite("loud", at="2026-03-06 09:00")
    voices.invite("calm", at="2026-03-06 09:00")
    write(voices, "old", "2026-01-01 09:00")
    voices.say(at="2026-03-09 10:00")
    found = pressure(voices, contact_cap=3)
    assert {name: (row["n_messages"], row["n_surveys"], row["n_days"]) for name, row in found.items()} == {
        "loud": (2, 1, 3),
        "calm": (0, 1, 1),
    }
    assert (found["loud"]["is_over"], found["calm"]["is_over"]) == (True, False)


def test_who_is_written_to_more_answers_less(voices):
    sent = datetime(2026, 3, 1, 9)
    for number in range(80):
        customer, loud = f"c{number:02d}", number < 40
        voices.customer(customer)
        for day in range(1, 6) if loud else ():
            write(voices, customer, sent - timedelta(day))
        voices.invite(customer, at=f"{sent}", answered=number % (8 if loud else 2) == 0)
    voices.say(at="2026-06-01 10:00")
    pressure(voices)
    few, many = sorted(rows_of(voices.connection, "contact_fatigue"), key=lambda row: row["n_before"])
    assert (few["n_before"], few["rate"], many["n_before"], many["rate"]) == (0, 0.5, 4, 0.125)
    assert many["high"] < few["low"]
