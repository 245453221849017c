"""Identities planted wherever a file holds words: none reaches what is published, the report, or the log of faults."""

import gzip
import io
import json
import zipfile

import openpyxl
import pytest

from vocpipe import pipeline
from vocpipe.handoff.report import refresh_report
from vocpipe.settings import load_settings
from vocpipe.store.publish import public_settings
from vocpipe.store.workspace import Workspace

NAMES = ("山田太郎", "高橋美咲", "タナカハナコ", "Yuki Nakamura", "Łukasz Żak", "O'Malley", "Siobhan Byrne")
TRACES = ("taro.yamada@example.jp", "090-8765-4321", "1985-03-12", "C-10293", "岬三丁目")
PLANTED = (*NAMES, *TRACES)
WHO = ",".join(PLANTED)


def book(rows, sheet="名簿", hidden=None):
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    if hidden:
        made.create_sheet(hidden).append(["id", "text"])
        made[hidden].sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def packed(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


HEADED = f"id,comment,{WHO}\n1,とても良い商品でした。また買います。,{WHO}\n"
REFUSED = "id,created_at,score,email,comment\n" + "".join(
    f"{n},{who},{who},{who},良い\n" for n, who in enumerate(PLANTED)
)
FILES = {
    "headerless.csv": f"{WHO}\n{WHO}\n{WHO}\n",
    "headerless2.csv": f"1,2026-01-05,{NAMES[0]},{TRACES[0]},届いた商品が壊れていて困りました。\n" * 4,
    "headed.csv": HEADED,
    "title.csv": f"{NAMES[0]}の声 {TRACES[1]}\n\n{HEADED}",
    "refused.csv": REFUSED,
    "wide.csv": "id,comment\n" + "".join(f"{n},良い,{who}\n" for n, who in enumerate(PLANTED)),
    "quote.csv": f'id,comment\n1,"{WHO}\n2,良い\n',
    "odd.csv": f"id,comment,{NAMES[0]}\n1,良い,\xff{NAMES[1]}\n".encode().replace(b"\xc3\xbf", b"\xff\xfe"),
    "not.json": WHO,
    "half.jsonl": f'{{"id": 1, "text": "良い"}}\n{{"{WHO}": \n{{"text": NaN, "{NAMES[0]}": 1}}\n',
    "object.json": json.dumps({who: {"x": [{who: 1}]} for who in PLANTED}, ensure_ascii=False),
    "book.xlsx": book([PLANTED, PLANTED], sheet=NAMES[0], hidden=NAMES[1]),
    "broken.xlsx": book([PLANTED])[:-300],
    "members.zip": packed({f"{who}.csv": HEADED for who in NAMES} | {f"{NAMES[0]}.docx": "x"}),
    "packed.csv.gz": gzip.compress(HEADED.encode())[:-5],
    f"{NAMES[0]}_09087654321.csv": HEADED,
    f"{NAMES[3]}/{TRACES[0]}.csv": HEADED,
    "bytes.parquet": f"PAR1{WHO}PAR1",
    "talk.txt": "".join(f"{who}: こんにちは。商品について伺います。\n" for who in NAMES),
    "posts.json": json.dumps({"errors": [{"title": WHO}], "data": []}, ensure_ascii=False),
    "customers.csv": f"customer_id,{NAMES[0]},started_at\n{TRACES[3]},{WHO},{NAMES[1]}\n",
}
OF_FILES = ("ingest_file", "ingest_reject")
SETTINGS = f"""
[privacy]
mask = ["{NAMES[5]}"]

[[source]]
name = "all"
path = "inputs/**/*"

[[source]]
name = "talks"
reader = "talk"
kind = "call"
path = "inputs/*.txt"
speakers = {{ "{NAMES[3]}" = "agent", "{NAMES[0]}" = "customer" }}

[[source]]
name = "named"
path = "inputs/{NAMES[0]}_*.csv"
columns = {{ text = "{NAMES[2]}", id = "{NAMES[4]}" }}
sheet = "{NAMES[6]}"

[[source]]
name = "slack"
reader = "slack"
path = "inputs/*.json"

[[source]]
name = "posts"
reader = "x_posts"
path = "inputs/*.json"

[[source]]
name = "tickets"
reader = "zendesk"
path = "inputs/*.jsonl"

[customers]
path = "inputs/customers.csv"
columns = {{ started_at = "{NAMES[1]}" }}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Everything that a refresh says of the files, by where it says it."""
    root = tmp_path_factory.mktemp("company")
    for name, content in FILES.items():
        path = root / "inputs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "outside.txt").write_text(WHO)
    (root / "inputs" / f"{NAMES[1]}.csv").symlink_to(root / "outside.txt")
    (root / "vocpipe.toml").write_text(SETTINGS, encoding="utf-8")
    workspace = Workspace(root)
    run_id = pipeline.begin(root)
    progress = []
    for stage in ("collect", "structure"):
        pipeline.run_stage(root, run_id, stage, progress=lambda *done: progress.append(str(done)))
    with workspace.connect() as connection:
        tables = {
            table.name: table.query for table in pipeline.PUBLISHED if table.name in ("ingest_file", "ingest_reject")
        }
        said = {name: str(connection.execute(query).fetchall()) for name, query in tables.items()}
        said["report"] = refresh_report(connection, run_id)
        said["stored"] = str(connection.execute("SELECT error, warnings, unread, columns FROM ingest_file").fetchall())
    said["settings"] = public_settings(workspace, load_settings(root))
    log = workspace.private / "faults.jsonl"
    said["log"] = log.read_text(encoding="utf-8") if log.exists() else ""
    return said | {"progress": str(progress)}


@pytest.mark.parametrize("where", ["ingest_file", "ingest_reject", "report", "stored", "settings", "log", "progress"])
def test_no_identity_of_a_row_or_a_name_is_told(told, where):
    parts = [part for who in PLANTED for part in (who, *who.split(), *who.split("@"))]
    assert [part for part in parts if len(part) > 1 and part in told[where]] == []


def test_what_was_wrong_is_told_all_the_same(told):
    assert "no column looks like text or a score" in told["ingest_file"]
    assert "is hidden and was not read" in told["ingest_file"]
    assert "cells where the header has 2" in told["ingest_reject"]
    assert "is no e-mail address" in told["ingest_reject"]
    assert told["ingest_file"].count("inputs/〇〇〇〇_99999999999~") == 2
