"""The settings of who is told: secrets have no place there, and quiet is quiet."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.notify import company
from tests.store.shop import make_workspace
from vocpipe.errors import SettingsError
from vocpipe.settings.notify import QuietSettings
from vocpipe.store.publish import public_settings

TOKYO = ZoneInfo("Asia/Tokyo")
HOOK = company.hook('["alerts"]')


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (f'{HOOK}url = "https://hooks.example/T0K3N"', "NOTIFY__TEAM__URL"),
        (f'{HOOK}signing_key = "T0K3N"', "NOTIFY__TEAM__SIGNING_KEY"),
        (company.mail(25).replace("port = 25", 'port = 25, password = "T0K3N"'), "NOTIFY__POST__PASSWORD"),
        (company.mail(25).replace('"127.0.0.1"', '"mail.firm.example"'), "in the open"),
        (company.mail(25).replace('to = ["boss@firm.example"]', ""), "needs to and smtp"),
        (f'{HOOK}to = ["a@firm.example"]', "needs to and smtp"),
        (f'{HOOK}quiet = {{ hours = "7pm-8am" }}', "19:00-08:00"),
        (HOOK.replace("alerts", "everything"), "alerts"),
        (HOOK + HOOK, "team"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_one_line_without_the_secret(tmp_path, settings, told):
    with pytest.raises(SettingsError, match=told) as refused:
        _ = make_workspace(tmp_path / "shop", company.SETTINGS + settings).settings
    assert "T0K3N" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        ({"hours": "19:00-08:00"}, "2026-11-04 18:59", "2026-11-04 18:59"),
        ({"hours": "19:00-08:00"}, "2026-11-04 19:00", "2026-11-05 08:00"),
        ({"hours": "19:00-08:00"}, "2026-11-05 07:59", "2026-11-05 08:00"),
        ({"hours": "12:00-13:00"}, "2026-11-04 12:30", "2026-11-04 13:00"),
        ({"hours": "12:00-13:00"}, "2026-11-04 13:00", "2026-11-04 13:00"),
        ({"days": ["sat", "sun"]}, "2026-11-07 10:00", "2026-11-09 00:00"),
        ({"hours": "19:00-08:00", "days": ["sat", "sun"]}, "2026-11-06 20:00", "2026-11-09 08:00"),
        ({}, "2026-11-07 03:00", "2026-11-07 03:00"),
    ],
)
def test_quiet_ends_with_its_hours_and_days(quiet, now, until):
    moment = datetime.fromisoformat(now).replace(tzinfo=TOKYO)
    assert QuietSettings(**quiet).until(moment) == datetime.fromisoformat(until).replace(tzinfo=TOKYO)


def test_who_is_told_is_published_nowhere_and_makes_no_refresh_necessary(tmp_path):
    workspace = make_workspace(tmp_path / "shop", company.SETTINGS + company.mail(25))
    other = make_workspace(tmp_path / "other", company.SETTINGS)
    told = public_settings(workspace, workspace.settings)
    assert "firm.example" not in told
    assert "notify" not in told
    assert told == public_settings(workspace, other.settings)
