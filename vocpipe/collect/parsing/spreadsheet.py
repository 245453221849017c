"""What a spreadsheet leaves in its cells: escaped characters, and errors in place of values."""

import re
import unicodedata

from vocpipe.collect.parsing.unseen.found import UNCOMPUTED
from vocpipe.wording import say

_ESCAPE = re.compile(r"_x((?!00)[0-9A-Fa-f]{4})_")
_LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\0-\b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ERROR_BEGINS = frozenset("#＃Eeエ")  # what an error, or a formula without a result, begins with
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!"
    r"|PYTHON!|TIMEOUT!|GETTING_DATA|ERROR!|スピル!|計算!"
    r"|NV|WERT!|BEZUG!|ZAHL!|NOM\?|VALEUR!|NOMBRE!|NUL!|¿NOMBRE\?|¡(?:VALOR|REF|DIV/0|NUM|NULO)!|N/D"
    r"|#{2,})"  # a number that its column was too narrow for
    r"|(?:Err|Error|エラー):\s?5\d\d",  # LibreOffice
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """`text` with one kind of line break, without control characters, and with the characters that Excel escapes.

    The library that reads workbooks decodes `_x00HH_` and minds `_x005F_`, but leaves what is beyond: `_x3042_`.
    """
    if "_x" in text and _ESCAPE.search(text):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")  # halves of a pair are dropped
    return text if text.isprintable() else _CONTROLS.sub(" ", _LINE_BREAKS.sub("\n", text))


def why_no_value(text: str) -> str | None:
    """The reason why a cell holds no value, such as an error; None if it holds one."""
    if text[:1] not in ERROR_BEGINS and not text[:1].isspace():
        return None
    if text.startswith(UNCOMPUTED):
        return say("collect.table.uncomputed")
    return say("collect.value.spreadsheet_error") if is_error(text) else None


def is_error(text: str) -> bool:
    """Whether a cell holds a spreadsheet's error, such as #NAME? or ＃Ｎ／Ａ, in place of a value."""
    text = text.strip()
    return text[:1] in ERROR_BEGINS and bool(_ERROR.fullmatch(unicodedata.normalize("NFKC", text)))
