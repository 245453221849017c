"""What the library that reads workbooks does not hand out: errors, formulas never computed, some merged cells."""

from vocpipe.collect.parsing.archive import ZIP_MAGIC, names_in
from vocpipe.collect.parsing.unseen import ods, xls, xlsb, xlsx
from vocpipe.collect.parsing.unseen.found import Unseen

__all__ = ["Unseen", "unseen_in"]


def unseen_in(data: bytes, title: str) -> Unseen:
    """The cells of sheet `title` that come empty from the library and are not, told by the content of the file."""
    if not data.startswith(ZIP_MAGIC):
        return xls.unseen_in(data, title)
    names = names_in(data)
    if "content.xml" in names:
        return ods.unseen_in(data, title)
    if "xl/workbook.bin" in names:
        return xlsb.unseen_in(data, title)
    return xlsx.unseen_in(data, title)
