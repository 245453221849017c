"""The words of a mail without the mails it quotes and without signatures, as written in Japanese and English.

In doubt a line stays: a lost complaint is worse than a signature too many. A Japanese bullet such as `-値段が高い` is
not a signature.
"""

import re
from dataclasses import dataclass

from vocpipe.structure.lexicon import alternatives, lexicon

_QUOTED = re.compile(r"\s*(?:>|＞)(?![_.:;<＜=＿﹏(（＞]|\s*$)|\s*>+\s*$|\s*(?:>\s?){2,}")
_ADDRESS = r"[<＜\[(（]?[\w.+-]+[@＠][\w.-]+[>＞\])）]?"
_INTRODUCES = re.compile(
    r"\s*(?:On\b(?=.*\d).{6,160}\bwrote\s*[:：]"
    r"|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}[:：]"
    rf"|.{{0,60}}{_ADDRESS}\s*(?:さん|様)?(?:は|が)?(?:書きました|のメール)?\s*[:：]"
    r"|(?:Am|Le)\b.{6,120}(?:schrieb|a écrit).{0,60}[:：])\s*$"
)
_BEGINS_INTRODUCTION = re.compile(r"\s*(?:On\b.*\d.{6,100}|\d{4}年\d{1,2}月\d{1,2}日.{0,80})$")
_SEPARATOR = re.compile(
    r"\s*[-‐－—_=*]{2,}\s*(?:Original\s+(?:Message|Appointment)|Forwarded\s+(?:message|by\b.*)|Begin forwarded message"
    r"|転送(?:された)?メッセージ|元のメッセージ|引用ここから|Original Mail)\s*:?\s*[-‐－—_=*]{2,}\s*$"
    r"|\s*Begin forwarded message:\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\s*\*?(差出人|送信者|送信元|宛先|件名|日時|送信日時|日付|From|Sent|To|Subject|Date|Cc)\*?\s*[:：]", re.IGNORECASE
)
_SENDER = re.compile(r"\s*\*?(?:差出人|送信者|送信元|From)\*?\s*[:：]", re.IGNORECASE)
_RULER = re.compile(
    r"\s*([━─＝=－\-—–_＿*＊~〜～・…◇◆■□☆★/+#])(?:\s*[━─＝=－\-—–_＿*＊~〜～・…◇◆■□☆★/+#]){2,}\s*[!！.。]*$"
)
_DASHES = re.compile(r"(?:--|—|––) ?$")
_CONTACT = re.compile(
    r"(?:TEL|FAX|電話|携帯|ＴＥＬ|ＦＡＸ|Phone|Mobile|Tel|Fax|Cell)\s*[.:：（(/／]?\s*[+(（]?[\d０-９]|〒\s*[\d０-９]|^\s*[+(（]?\d[\d\s().ー－-]{7,}$|https?://|www\.|"
    rf"(?:E-?)?mail\s*[:：]|{_ADDRESS}",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|（株）|㈱|㈲|一般社団法人|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b\.?")
_SENTENCE_END = re.compile(r"(?:[。！？!?]|です|ます|ません|でした|ました|ない|たい|ください)\s*$")
_NAME_LINE = re.compile(
    r"\s*(?:[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|of)){0,4},?"
    r"|[一-龥々ァ-ヶー]{1,12}(?:[ 　][一-龥々ァ-ヶー]{1,8})?)\s*$"
)
_MAX_SIGNATURE_LINES = 10
_MAX_SIGNATURE_WIDTH = 60


def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(lexicon('mail')[name])})\s*$", re.IGNORECASE)


_DEVICE = _any("device")
_DEVICE_TAIL = re.compile(rf"(?<=[.!?。！？])\s*(?:{alternatives(lexicon('mail')['device'])})\s*\Z", re.IGNORECASE)
_CLOSER = _any("closer")
_SIGN_OFF = _any("sign_off")


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's own words, the share of its characters that was cut (0-1), and whether it was nothing but quotes."""

    text: str
    cut_share: float
    only_quote: bool


def strip_mail(text: str) -> Body:
    """`text` without quoted mails and signatures; line breaks are kept as they are."""
    if "\n" not in text:
        own_words = _DEVICE_TAIL.sub("", text)
        return Body(own_words, _share(text, own_words), only_quote=False)
    own_lines = _without_quotes(text.split("\n"))
    own_words = "\n".join(_without_signature(own_lines)).strip("\n")
    return Body(own_words, _share(text, own_words), only_quote=bool(text.strip()) and not "".join(own_lines).strip())


def _share(before: str, after: str) -> float:
    size = len("".join(before.split()))
    return 1 - len("".join(after.split())) / size if size else 0.0


def _without_quotes(lines: list[str]) -> list[str]:
    own_lines: list[str] = []
    at = 0
    while at < len(lines):
        if _SEPARATOR.match(lines[at]):
            break
        size = _header_size(lines, at)
        if size and not "".join(own_lines).strip():
            at += size  # a pasted mail: the words below the header may be all there is
        elif size:
            break
        elif (after := _introduced(lines, at)) is not None:
            if not _QUOTED.match(lines[after]):
                break  # Outlook: all that follows is the old mail
            at = after
        elif _QUOTED.match(lines[at]):
            at += 1
        else:
            own_lines.append(lines[at])
            at += 1
    return own_lines


def _introduced(lines: list[str], at: int) -> int | None:
    """The index of the first line of the mail that line `at` introduces ("On … wrote:"), or None."""
    size = 1 if _INTRODUCES.match(lines[at]) else 0
    if not size and at + 1 < len(lines) and _BEGINS_INTRODUCTION.match(lines[at]):
        size = 2 if _INTRODUCES.match(f"{lines[at].rstrip()} {lines[at + 1].lstrip()}") else 0
    after = next((n for n in range(at + size, len(lines)) if lines[n].strip()), None) if size else None
    if after is None:
        return None
    # A bare date with a colon may head a person's own notes; a mail address or a quote sign means a mail.
    introduction = " ".join(lines[at : at + size])
    sure = "wrote" in introduction or re.search(_ADDRESS, introduction) or _QUOTED.match(lines[after])
    return after if sure else None


def _header_size(lines: list[str], at: int) -> int:
    """The number of lines of the block of mail headers at line `at`; 0 if there is none."""
    if not _HEADER.match(lines[at]):
        return 0
    size = next((n for n in range(len(lines) - at) if not _HEADER.match(lines[at + n])), len(lines) - at)
    return size if size >= 2 and any(_SENDER.match(line) for line in lines[at : at + size]) else 0


def _without_signature(lines: list[str]) -> list[str]:
    lines = [line for line in lines if not _DEVICE.match(line)]
    for at, line in enumerate(lines):
        if _DASHES.match(line) and _is_short(lines[at + 1 :]):
            return _without_sign_off(lines[:at])
        if _RULER.match(line) and (end := _ruled_block(lines, at)):
            return [*_without_sign_off(lines[:at]), *_without_signature(lines[end:])]
    return _without_sign_off(lines)


def _is_short(lines: list[str]) -> bool:
    full = [line for line in lines if line.strip()]
    return len(full) <= _MAX_SIGNATURE_LINES and not any(_is_prose(line) for line in full)


def _is_prose(line: str) -> bool:
    return not _CONTACT.search(line) and (len(line) > _MAX_SIGNATURE_WIDTH or bool(_SENTENCE_END.search(line)))


def _ruled_block(lines: list[str], at: int) -> int:
    """The index of the line after the signature that the ruler at line `at` opens; 0 if it opens no signature."""
    end = next((n for n in range(at + 1, len(lines)) if _RULER.match(lines[n])), len(lines))
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
    known = _NAME_LINE.match(line) or _CONTACT.search(line) or _COMPANY.search(line) or _RULER.match(line)
    return bool(known) and not _is_prose(line)
