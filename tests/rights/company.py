"""A small company with people who ask to be forgotten, and refreshes of it without a model."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.preprocessing import normalize

from vocpipe import pipeline
from vocpipe.inbox.actions import add_action
from vocpipe.inbox.matches import reject_match
from vocpipe.inbox.theme_edits import Move, Rename, Split, submit
from vocpipe.rights.forget import finish_pending
from vocpipe.sentiment.facets.head import heads_fingerprint
from vocpipe.sentiment.features import features
from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead, training_fingerprint
from vocpipe.sentiment.state import store_heads, store_labels_head
from vocpipe.store import embeddings
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.vectors import as_column, encoder_plan
from vocpipe.store.workspace import Workspace
from vocpipe.workers.spread import one_by_one

DAY = date(2026, 3, 20)  # among those of the answers
SIZE = 48  # of a vector
SETTINGS = """
[workspace]
languages = ["ja", "en"]

[[source]]
name = "answers"
path = "inputs/answers*.csv"
score_type = "nps"

[[source]]
name = "tickets"
path = "inputs/tickets*.csv"
kind = "ticket"
columns = { id = "msg", thread_id = "ticket", created_at = "at", customer_id = "who", email = "mail", text = "body" }

[customers]
path = "inputs/customers*.csv"

[[contacts]]
name = "mails"
path = "inputs/contacts.csv"

[[invitations]]
name = "invited"
path = "inputs/invitations.csv"

[[behaviour]]
name = "logins"
path = "inputs/logins.csv"

[[subscriptions]]
path = "inputs/subscriptions.csv"

[[people]]
name = "people"
path = "inputs/people.csv"

[themes]
min_size = 3

[publish]
parquet = "warehouse"
"""
# ruff: noqa: E501 - each topic's wordings stand in one line
TOPICS = {
    "pdf": ["請求書がPDFで出せない", "請求書のPDFが開けません", "PDFの請求書が真っ白になる", "請求書をPDFで保存できず困っています", "PDF出力で請求書が崩れる"],
    "slow": ["The search is far too slow", "Searching takes forever", "Search results take a minute to show", "Why is search so slow?", "Slow search again today"],
    "support": ["サポートの返信が遅い", "サポートに問い合わせても返事が来ない", "サポートの対応が遅すぎる", "問い合わせの返信に一週間かかった", "サポートから返事がありません"],
    "easy": ["The screens are easy to use", "Very easy to use from day one", "So easy to use without any manual", "Easy to use for everybody", "It is simple and easy to use"],
}  # fmt: skip
# What one customer says, whose words nobody else uses.
GIRAFFE = [
    f"The purple giraffe printer eats our quarterly forms {word}"
    for word in ("daily", "weekly", "at noon", "on Monday", "again", "here")
]
DUPLICATE = "Exporting every ledger to the archive folder stops after ninety seconds"
"""Said by c3 first, and by c4 in the same words."""


def make(root: Path) -> Workspace:
    """The company's workspace at `root`."""
    (root / "inputs").mkdir(parents=True)
    files = {
        "vocpipe.toml": SETTINGS,
        "inputs/answers.csv": answers(),
        "inputs/tickets.csv": tickets(),
        "inputs/customers.csv": customers(),
        "inputs/contacts.csv": "email,sent_at\n" + "".join(f"{mail(n)},2026-02-0{n % 9 + 1}\n" for n in range(20)),
        "inputs/invitations.csv": "customer_id,sent_at,answered\n"
        + "".join(f"c{n},2026-02-01,yes\n" for n in range(20)),
        "inputs/logins.csv": "customer_id,at,event\n"
        + "".join(f"C{n},2026-02-0{n % 9 + 1},login\n" for n in range(20)),
        "inputs/subscriptions.csv": "contract_id,customer_id,email,plan,start_date,end_date\n"
        + "".join(f"k-{n},C{n},{mail(n)},Pro,2025-01-01,\n" for n in range(20)),
        "inputs/people.csv": people(),
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return Workspace(root)


def mail(number: int) -> str:
    """The address of a customer."""
    return f"person{number}@customer{number}.example"


def name(number: int) -> str:
    """The name of a customer, whose letters are in no other."""
    return f"Zeno{chr(97 + number)} Quaxley{chr(97 + number)}"


def customers() -> str:
    """The customers file."""
    head = "customer_id,email,name,started_at,plan,mrr,phone\n"
    return head + "".join(f"c{n},{mail(n)},{name(n)},2025-01-01,Pro,{100 + n},090-5555-{1000 + n}\n" for n in range(20))


def people() -> str:
    """Two people at c7, of whom one also has an address of the customers file."""
    return (
        "contact_id,name,email,phone,account_id\n"
        "p-71,Anna Lindqvist,anna@customer7.example,,c7\np-72,Bo Krantz,bo@customer7.example,,c7\n"
        "p-11,Kim Oddway,kim@customer1.example,,c1\n"
    )


def answers() -> str:
    """The answers file: an id, a day, a customer, a score and a text per row."""
    rows = []
    texts = [text for wordings in TOPICS.values() for text in wordings]
    for number in range(60):
        text = texts[number % len(texts)]
        rows.append((f"a{number}", f"c{number % 17}", number % 11, f"{text} ({number // len(texts) + 1})"))
    rows += [(f"g{number}", "Ｃ２", 3, text) for number, text in enumerate(GIRAFFE)]
    rows += [("d1", "c3", 2, DUPLICATE), ("d2", "c4", 2, DUPLICATE)]
    rows += [("s1", "c18", 9, ""), ("s2", "c18", 10, "")]
    rows += [("x1", "c1", 4, "My colleague at vexillology dept cannot open the lilac drawer")]
    rows += [("bad1", "c1", 77, "the umbrella protocol of the lilac drawer failed")]
    lines = [
        f"{ident},2026-03-{at % 28 + 1:02d},{who},{score},{text}" for at, (ident, who, score, text) in enumerate(rows)
    ]
    return "\n".join(["id,created_at,customer_id,nps,comment", *lines]) + "\n"


def tickets() -> str:
    """Ticket messages: threads of one customer with an agent, and one that two customers share."""
    head = "msg,ticket,at,who,mail,role,body\n"
    rows = [
        f"m1,t-1001,2026-03-01,c1,{mail(1)},customer,The lilac drawer jams whenever vexillology reports are printed.",
        "m2,t-1001,2026-03-01,agent9,help@us.example,agent,Dear Zenob please turn the lilac drawer off.",
        f"m3,t-1002,2026-03-02,c5,{mail(5)},customer,We share the invoice problem that Zenob Quaxleyb told you about.",
        f"m4,t-1002,2026-03-02,c1,{mail(1)},customer,Yes I told you about the crimson lantern last week.",
        "m5,t-1003,2026-03-03,,anna@customer7.example,customer,Our umbrella import fails with tangerine errors.",
        "m6,t-1003,2026-03-03,,bo@customer7.example,customer,I am another person at the firm and see no error.",
        "m7,t-1004,2026-03-03,,kim@customer1.example,customer,Kim here and the walnut importer is stuck.",
    ]
    return head + "\n".join(rows) + "\n"


def small_vectors(work: Callable[[Any], Any], parts: Any, *, texts: int, uses_all_cores: bool = False) -> Iterator[Any]:
    """A small vector for each text of each part to embed, by the letters in it: a model would take a minute."""
    if not uses_all_cores:
        yield from one_by_one(work, parts, texts=texts)
        return
    for part in parts:
        letters = [
            np.bincount([ord(char) % SIZE for char in text], minlength=SIZE) for text in part["text"].to_pylist()
        ]
        matrix = normalize(np.array(letters, dtype=np.float32))
        yield part.select(["model", "text_hash"]).append_column("vector", as_column(matrix))


def store_small_heads(workspace: Workspace) -> None:
    """Heads that find no sentiment in anything: to train some takes a minute on a busy machine."""
    plan = encoder_plan(workspace.settings.embed)
    columns = features(np.zeros((1, SIZE * len(plan.models)), np.float32), ["a"]).shape[1]
    sentiment = SentimentHead(np.zeros((columns, 3), np.float32), np.array([0, 1, 0], np.float32))
    intent = IntentHead(["statement", "praise"], np.zeros((columns, 2), np.float32), np.array([5, 0], np.float32))
    with workspace.connect() as connection:
        models = "+".join(plan.models)
        store_heads(connection, f"{models}:{training_fingerprint()}", Heads(sentiment, intent))
        for name in ("cause", "feeling"):  # weights are random bytes, in which any short id may stand
            store_labels_head(connection, name, f"{models}:{heads_fingerprint()}", intent)


def refresh(workspace: Workspace, *, rediscover: bool = False) -> bool:
    """One refresh with small vectors; whether it published anything."""
    if not workspace.database.exists():
        store_small_heads(workspace)
    finish_pending(workspace)
    run_id = pipeline.begin(workspace.root)
    for stage in pipeline.STAGES:
        if stage == "outcomes" and pipeline.drop_if_nothing_new(workspace.root, run_id):
            return False
        pipeline.run_stage(workspace.root, run_id, stage, rediscover=rediscover, spread=small_vectors)
    pipeline.finish(workspace.root, run_id)
    return True


def decide(workspace: Workspace) -> None:
    """What people decide: edits and actions that quote customers or concern them, and a match that is wrong."""
    with open_snapshot(newest(workspace)) as connection:
        said = dict(connection.execute("SELECT text, (sentence_id, feedback_id) FROM sentence").fetchall())
        query = "SELECT theme_id, name_en FROM theme WHERE parent_id IS NULL AND state = 'active' ORDER BY theme_id"
        themes = connection.execute(query).fetchall()
    giraffe = next(theme for theme, name_en in themes if name_en and "giraffe" in name_en)
    other = next(theme for theme, name_en in themes if theme != giraffe and name_en)
    lilac = said["The lilac drawer jams whenever vexillology reports are printed."]
    submit(workspace, Rename(other, name_en="Easy from day one"), author="ann")
    submit(
        workspace,
        Rename(giraffe, name_en="Purple giraffe printer eats quarterly forms", name_ja="書式の印刷"),
        author="ann",
    )
    submit(workspace, Move(other, (lilac[0], said["The screens are easy to use (1)"][0])), author="ann")
    submit(workspace, Split((said[GIRAFFE[0]][0],), name_en="The giraffe one"), author="ann")
    add_action(workspace, other, f"Mend the lilac drawer that jams whenever for {mail(1)}", done_on=DAY, author="ann")
    reject_match(workspace, said["Searching takes forever (2)"][1], author="ann")  # by c9


def published(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """The rows of every published table, without what differs between runs."""
    differs = {"run_id", "read_at", "started_at", "finished_at", "seconds", "changes"}
    with open_snapshot(newest(workspace)) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        rows = {table: connection.sql(f"FROM {table}").to_arrow_table().to_pylist() for table in tables}
    vectors = embeddings.read(newest(workspace))
    rows["sentence_vector"] = vectors.to_pylist() if vectors else []
    return {table: [{key: row[key] for key in row.keys() - differs} for row in of] for table, of in rows.items()}
