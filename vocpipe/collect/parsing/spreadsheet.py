"""What a spreadsheet leaves in its cells: escaped characters, and errors in place of values."""

import re
import unicodedata

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_NOT_TEXT = frozenset({"Cc", "Cn"})  # control characters and code points that are no characters
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!"
    r"|PYTHON!|TIMEOUT!|GETTING_DATA|ERROR!|スピル!|計算!"
    r"|NV|WERT!|BEZUG!|ZAHL!|NOM\?|VALEUR!|NOMBRE!|NUL!|¿NOMBRE\?|¡(?:VALOR|REF|DIV/0|NUM|NULO)!|N/D"
    r"|#{2,})"  # a number that its column was too narrow for
    r"|(?:Err|Error|エラー):\s?5\d\d",  # LibreOffice
    re.IGNORECASE,
)


def unescaped(text: str) -> str:
    """The text that Excel shows for `text`, in which characters may be escaped as `_xHHHH_`.

    `_x000D_` is a line break, `_x005F_` the underscore that keeps the rest from being an escape; a carriage return and
    the line feed after it are one line break. Other control characters become blanks, and halves of a pair are dropped.
    """
    if not _ESCAPE.search(text):
        return text
    paired = _ESCAPE.sub(lambda match: _character(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
    return paired.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def is_error(text: str) -> bool:
    """Whether a cell holds a spreadsheet's error, such as #NAME? or ＃Ｎ／Ａ, in place of a value."""
    text = text.strip()
    return text[:1] in ("#", "＃", "E", "e", "エ") and bool(_ERROR.fullmatch(unicodedata.normalize("NFKC", text)))


def _character(code: int) -> str:
    """The character, a carriage return as it is, so that the line feed after it can be joined to it."""
    char = chr(code)
    if char in _LINE_BREAKS:
        return "\r" if char == "\r" else "\n"
    return " " if char != "\t" and unicodedata.category(char) in _NOT_TEXT else char
