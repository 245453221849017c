"""Dates in a text, in the ways people write them in Japanese and in Western languages."""

import re

# A date in digits: it is no telephone number and no id.
DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-/. ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?:[T ]\d{1,2}(?::\d\d){0,2})?(?!\d)",
    re.ASCII,
)

_KANJI = r"[〇零一二三四五六七八九十元]{1,4}"
_NUMBER = rf"(?:[0-9]{{1,2}}|{_KANJI})"
_ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHR](?![A-Za-z]))"
_YEAR = rf"(?:{_ERA}[. ]?(?:{_NUMBER})|(?:19|20)[0-9]{{2}}|{_KANJI})"
_SIGN = r"[ ]?[-./][ ]?"
_MONTH = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|sept"
    "|october|november|december|januar|februar|märz|maerz|mai|juni|juli|oktober|dezember|janvier|février|fevrier|mars"
    "|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|enero|febrero|marzo|abril|mayo|junio"
    "|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre"
    "|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|januari|februari|maart|mei"
    "|augustus|desember|desembre)(?![a-zà-ÿ])\\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th|er|\.|º)?"
_SHORT_YEAR = r"(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})(?![0-9])"

# Any date with a day, or a month with its year, to be looked for beside words that say what the date is.
ANY_DATE = (
    rf"(?:{_YEAR}[ ]?年[ ]?{_NUMBER}[ ]?月(?:[ ]?{_NUMBER}[ ]?日)?|{_NUMBER}[ ]?月[ ]?{_NUMBER}[ ]?日"
    rf"|{_ERA}[. ]?{_NUMBER}{_SIGN}{_NUMBER}{_SIGN}{_NUMBER}(?![0-9])"
    rf"|(?:19|20)[0-9]{{2}}(?:{_SIGN}|[ ])[0-9]{{1,2}}(?:{_SIGN}|[ ])[0-9]{{1,2}}(?![0-9])"
    rf"|[0-9]{{1,2}}(?:{_SIGN}|[ ])[0-9]{{1,2}}(?:{_SIGN}|[ ]){_SHORT_YEAR}"
    rf"|[0-9]{{2}}{_SIGN}[0-9]{{1,2}}{_SIGN}[0-9]{{1,2}}(?![0-9])"
    rf"|{_DAY}(?:[ ](?:of|de|di))?[ -]{{0,2}}{_MONTH}(?:,?[ -]?(?:(?:of|de|del|di|do)[ ])?{_SHORT_YEAR})?"
    rf"|{_MONTH}[ -]?(?:the[ ])?{_DAY}(?:,?[ -]{{0,2}}{_SHORT_YEAR})?"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])|[0-9]{6}(?![0-9])"
    rf"|[0-9]{{1,2}}[/.-][0-9]{{1,2}}(?![0-9]))"
)
