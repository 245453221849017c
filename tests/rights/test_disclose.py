"""A disclosure: all that is held on a person, for the person to read, and nothing of anybody else."""

import json
import stat

import pytest

from tests.rights import company
from vocpipe.errors import RightsError
from vocpipe.handoff.audience import export_audience
from vocpipe.handoff.formats import Format
from vocpipe.rights.disclose import disclose
from vocpipe.rights.forget import forget
from vocpipe.rights.person import Who
from vocpipe.store.audit_check import read_acts


@pytest.fixture
def told(refreshed, tmp_path, workspace):
    written = disclose(workspace, Who(customer="C1"), tmp_path / "for-c1", author="ann")
    return written, json.loads(written.data.read_text(encoding="utf-8")), written.page.read_text(encoding="utf-8")


def test_all_that_is_held_is_told_with_where_it_is_from(told):
    written, data, page = told
    texts = [row["text"] for row in data["held"]["feedback"]]
    assert "The lilac drawer jams whenever vexillology reports are printed." in texts
    first = next(row for row in data["held"]["feedback"] if row.get("text", "").startswith("The lilac"))
    assert (first["file"], first["row"]) == ("inputs/tickets.csv", 2)
    assert first["raw"]["mail"] == company.mail(1)
    assert first["sentences"][0]["themes"]
    assert data["held"]["customer"][0]["attrs"] == {"name": company.name(1)}
    expected = {
        "feedback",
        "customer",
        "customer_version",
        "customer_told",
        "customer_spell",
        "subscription",
        "person",
        "contact",
        "invitation",
        "behaviour",
        "customer_match",
    }
    assert expected <= data["held"].keys()
    assert written.counts == {section: len(rows) for section, rows in data["held"].items()}
    assert "The lilac drawer jams" in page
    assert "What you said" in page
    assert "<script" not in page


def test_nobody_else_is_in_it(told):
    _, data, page = told
    everything = json.dumps(data, ensure_ascii=False) + page
    for other in (company.mail(5), company.mail(10), company.name(5), "agent9", "help@us.example"):
        assert other not in everything


def test_only_its_owner_can_read_it_and_the_audit_tells_of_it(told, workspace):
    written, *_ = told
    for path in (written.data, written.page):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [act] = [act for act in read_acts(workspace) if act["act"] == "disclose"]
    assert act["who"] == "ann"
    assert company.mail(1) not in json.dumps(act)


def test_a_page_is_in_the_language_of_the_person(workspace, tmp_path):
    written = disclose(workspace, Who(customer="c10"), tmp_path / "c10.json")
    page = written.page.read_text(encoding="utf-8")
    assert written.data == tmp_path / "c10.json"
    lang = "ja" if 'lang="ja"' in page else "en"
    assert ("お寄せいただいた声" in page) is (lang == "ja")


def test_who_is_not_known_gets_nothing(workspace, tmp_path):
    with pytest.raises(RightsError, match="nobody is known"):
        disclose(workspace, Who(customer="c999"), tmp_path / "x.json")
    assert list(tmp_path.glob("x.*")) == []


def test_forgetting_takes_them_out_of_files_that_vocpipe_wrote(told, workspace):
    written, *_ = told
    theme = max(company.published(workspace)["theme"], key=lambda row: row["n_customers"])["theme_id"]
    audience = workspace.root / "audience.csv"
    export_audience(workspace, f"theme:{theme}", Format.salesforce, audience)
    before = audience.read_text(encoding="utf-8").splitlines()
    [who] = [line.split(",")[0] for line in before[1:2]]
    disclose(workspace, Who(customer=who), workspace.root / "told.json")
    receipt = forget(workspace, Who(customer=who))
    assert audience.read_text(encoding="utf-8").splitlines() == [before[0], *before[2:]]
    assert receipt.exports[str(audience)] == "rewritten"
    assert not (workspace.root / "told.json").exists()
    assert written.data.exists()
