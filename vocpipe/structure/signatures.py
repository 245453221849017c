"""Signatures: the names, numbers and addresses below a mail's words, and what phones and mail programs add.

In doubt a line stays: a lost complaint is worse than a signature too many. A Japanese bullet such as `-値段が高い` is
not a signature.
"""

import re

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introductions import CAPITAL

ADDRESS = r"[<＜\[(（]?[\w.+-]+[@＠][\w.-]+[>＞\])）]?"
RULER = re.compile(
    r"\s*([━─＝=－\-—–―_＿*＊~〜～・…◇◆■□☆★/+#])(?:\s*[━─＝=－\-—–―_＿*＊~〜～・…◇◆■□☆★/+#]){2,}\s*[!！.。]*$"
)
_DASHES = re.compile(r"(?:--|—|––) ?$")
_CONTACT = re.compile(
    r"(?:TEL|FAX|電話|携帯|ＴＥＬ|ＦＡＸ|Phone|Mobile|Tel|Fax|Cell)\s*[.:：（(/／]?\s*[+(（]?[\d０-９]|〒\s*[\d０-９]|^\s*[+(（]?\d[\d\s().ー－-]{7,}$|https?://|www\.|"
    rf"(?:E-?)?mail\s*[:：]|{ADDRESS}",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|（株）|㈱|㈲|一般社団法人|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b\.?")
_SENTENCE_END = re.compile(r"(?:[。！？!?]|です|ます|ません|でした|ました|ない|たい|ください)\s*$")
_NAME = rf"{CAPITAL}(?:[\w.'’-]|[\u0300-\u036f])*"
_NAME_LINE = re.compile(
    rf"\s*(?:{_NAME}(?:\s+(?:{_NAME}|of|{alternatives(lexicon('names')['particles'])})){{0,4}},?"
    r"|[一-龥々ァ-ヶー]{1,12}(?:[ 　][一-龥々ァ-ヶー]{1,8})?)\s*$"
)
_MAX_SIGNATURE_LINES = 10
_MAX_SIGNATURE_WIDTH = 60


def _any(name: str, end: str = "") -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(lexicon('mail')[name])}){end}\s*$", re.IGNORECASE)


_LINK = r"(?:\s*[<(\[]?(?:https?://|www\.)\S+)?"
_DEVICE = _any("device", _LINK)
_DEVICE_TAIL = re.compile(
    rf"(?<=[.!?。！？])\s*(?:{alternatives(lexicon('mail')['device'])}){_LINK}\s*\Z", re.IGNORECASE
)
_CLOSER = _any("closer")
_SIGN_OFF = _any("sign_off")


def without_device(line: str) -> str:
    """A text of one line without what a phone or a mail program adds after its last sentence."""
    return _DEVICE_TAIL.sub("", line)


def without_signature(lines: list[str]) -> list[str]:
    """`lines` without the signature, in which there is no sentence, and without what phones and mail programs add."""
    lines = [line for line in lines if not _DEVICE.match(line)]
    for at, line in enumerate(lines):
        if _DASHES.match(line) and _is_short(lines[at + 1 :]):
            return _without_sign_off(lines[:at])
        if RULER.match(line) and (end := _ruled_block(lines, at)):
            return [*_without_sign_off(lines[:at]), *without_signature(lines[end:])]
    return _without_sign_off(lines)


def _is_short(lines: list[str]) -> bool:
    full = [line for line in lines if line.strip()]
    return len(full) <= _MAX_SIGNATURE_LINES and not any(_is_prose(line) for line in full)


def _is_prose(line: str) -> bool:
    return not _CONTACT.search(line) and (len(line) > _MAX_SIGNATURE_WIDTH or bool(_SENTENCE_END.search(line)))


def _ruled_block(lines: list[str], at: int) -> int:
    """The index of the line after the signature that the ruler at line `at` opens; 0 if it opens no signature."""
    end = next((n for n in range(at + 1, len(lines)) if RULER.match(lines[n])), len(lines))
    block = [line for line in lines[at + 1 : end] if line.strip()]
    if not block:  # two rulers on top of each other
        return 0
    cues = sum(bool(_CONTACT.search(line) or _COMPANY.search(line)) for line in block)
    return min(end + 1, len(lines)) if cues and _is_short(block) else 0


def _without_sign_off(lines: list[str]) -> list[str]:
    """`lines` without "Best regards," and the names below it, and without names below よろしくお願いいたします."""
    full = [at for at, line in enumerate(lines) if line.strip()]
    for at in full[-_MAX_SIGNATURE_LINES:]:
        below = [lines[n] for n in full if n > at]
        is_sign_off = bool(_SIGN_OFF.match(lines[at]))
        if not (is_sign_off or _CLOSER.match(lines[at])) or not all(_is_signature_line(line) for line in below):
            continue
        named = any(_NAME_LINE.match(line) for line in below[:2])
        if not below or named or any(_CONTACT.search(line) or _COMPANY.search(line) for line in below):
            return lines[:at] if is_sign_off and at != full[0] else lines[: at + 1]
    return lines


def _is_signature_line(line: str) -> bool:
    known = _NAME_LINE.match(line) or _CONTACT.search(line) or _COMPANY.search(line) or RULER.match(line)
    return bool(known) and not _is_prose(line)
