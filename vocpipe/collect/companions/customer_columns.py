"""The columns of a customers file, and how such a file is told from the exports that look like one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vocpipe.collect.companions.signs import count_signs, plain_word, words
from vocpipe.collect.parsing.columns import Columns, Wanted, fold, merged
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.look import Look, look_at_table
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.system_names import SystemVocabulary, plain_name

_OWN = companion_words("customers")
_NAMES = (
    *(
        "customer",
        "account",
        "member",
        "compan",
        "organization",
        "client",
        "subscription",
        "subscriber",
        "player",
        "user",
    ),
    *("user", "kunden", "mitglied", "adhérent", "abonné", "cliente"),
    *("顧客", "会員", "契約", "取引先", "得意先", "企業", "会社", "名簿", "プレイヤー"),
)
# Answers and cases name the customer's plan too.
_OTHER_NAMES = (
    *("survey", "feedback", "review", "response", "answer", "nps", "csat", "ticket", "case", "inquir", "order"),
    *("umfrage", "befragung", "bewertung", "bestell", "enquête", "avis", "réponse", "commande", "encuesta", "pedido"),
    *("アンケート", "回答", "レビュー", "口コミ", "問い合わせ", "問合せ", "注文"),
)
_BEST_NAMES = ("customer", "member", "kunden", "client", "顧客", "会員", "契約")
# What the company notes about the customer, which is not feedback.
REMARKS = (
    *("備考", "メモ", "note", "remark", "description", "details", "address", "comment", "tags"),
    *("住所", "所在地", "company", "会社名", "企業名", "説明"),
)
# What only a table of customers has, by how much it says.
_WEIGHTS = {"churned_at": 4, "churned": 3, "started_at": 3, "status": 2, "plan": 2, "monthly_value": 2}
_RECORD_IDS = ("record_id", "hs_object_id", "レコードID")
_OFTEN = 0.5  # of the filled cells
_ALWAYS = 0.9
_MIN_PLANS = 3


@dataclass(frozen=True, slots=True)
class CustomerVocabulary(SystemVocabulary):
    """The names of a customers file's columns, where a record's making is the start only if nothing better is there."""

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = SystemVocabulary.columns(self, header, wanted)
        if "customer_id" not in columns.of and "external_ref" in columns.of:
            columns.of["customer_id"] = columns.of.pop("external_ref")
        columns.add("external_ref", [plain_name(name) for name in header], {"exact": _RECORD_IDS})
        start = columns.first("started_at")
        if start is None or "started_at" in columns.explicit or not is_made_day(header[start]):
            return columns
        if not columns.fields & (_WEIGHTS.keys() - {"started_at"}):
            del columns.of["started_at"]  # the day a lead was noted is not the day a contract began
        return columns


def is_made_day(name: str) -> bool:
    """Whether a column's name says only when a record was made."""
    made = words("customers", "made", "started_at")
    return fold(name) in made or fold(plain_name(name)) in made


VOCABULARY = CustomerVocabulary(
    merged(feedback_words(), _OWN, fields=list(_OWN)),
    last={"started_at": sorted(words("customers", "made", "started_at"))},
)


def recognizes(path: Path) -> bool:
    """Whether this is a table of customers: ids that hardly repeat, fields of customers alone, and no opinions."""
    look = look_at_table(path)
    columns = VOCABULARY.columns(look.header, {})
    at = columns.first("customer_id")
    if at is None or (look.rows and not look.has_ids(at, share=_OFTEN)) or _is_survey(look, columns):
        return False
    own = own_fields(look, columns)
    if is_named(path, _OTHER_NAMES) and not own & {"churned_at", "churned"}:
        return False
    special = [name for name in own if not _is_general(look.header[columns.of[name][0]])]
    companies = _of_companies(look)
    named = is_named(path, _NAMES)
    if not (own or companies) or not (special or named or companies):
        return False
    signs = len(own) + named + companies
    return signs >= 2 and signs > 2 * _count_feedback(look)


def strength(path: Path) -> int:
    """How much the table says about customers, to choose among several."""
    look = look_at_table(path)
    own = own_fields(look, VOCABULARY.columns(look.header, {}))
    return sum(_WEIGHTS[name] for name in own) + is_named(path, _BEST_NAMES)


def own_fields(look: Look, columns: Columns) -> set[str]:
    """The fields that only customers have, and that the cells bear out."""
    own = columns.fields & _WEIGHTS.keys()
    start, end, status = (columns.first(name) for name in ("started_at", "churned_at", "status"))
    if start is not None and is_made_day(look.header[start]):
        own.discard("started_at")
    if end is not None and _is_general(look.header[end]) and _is_full(look, end):
        own.discard("churned_at")  # everybody has an end, so that it is not of a contract
    plans = look.cells(columns.first("plan"))
    if len(plans) >= _MIN_PLANS and len(set(plans)) == len(plans):
        own.discard("plan")  # a list of plans, not of those who have them
    known = words("customers", "status", "left") | words("customers", "status", "stayed")
    cells = look.cells(status)
    if sum(plain_word(cell) in known for cell in cells) <= _OFTEN * len(cells):
        own.discard("status")
    return own


def _is_full(look: Look, at: int) -> bool:
    return bool(look.rows) and len(look.cells(at)) >= _ALWAYS * len(look.rows)


def _is_general(name: str) -> bool:
    return fold(plain_name(name)) in words("customers", "signs", "general")


def _of_companies(look: Look) -> bool:
    """Whether the columns are those of companies, and not of the people in them."""
    companies = count_signs(look.header, words("customers", "signs", "company"))
    records = count_signs(look.header, words("customers", "signs", "record"))
    people = count_signs(look.header, words("people", "signs", "name"))
    return not people and companies > 0 and companies + records >= 2


def _is_survey(look: Look, columns: Columns) -> bool:
    """Whether the cells are answers: sentences, or spans of minutes from start to end."""
    start, end = columns.first("started_at"), columns.first("churned_at")
    return look.has_opinions(except_for=REMARKS) or look.spans_are_short(start, end)


def _count_feedback(look: Look) -> int:
    """How many columns are named as feedback's are, and are not remarks, job titles or grades in words."""
    found = feedback_columns(look.header, {}).of
    remarks = [fold(word) for word in REMARKS]
    named = [found[name][0] for name in ("text", "score") if name in found]
    return sum(
        not any(word in fold(look.header[at]) for word in remarks)
        and (at != found.get("score", [None])[0] or any(cell[0].isdigit() for cell in look.cells(at)))
        for at in named
    )
