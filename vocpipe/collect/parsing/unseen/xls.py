"""Errors in the cells of an .xls, as Excel 97 to 2003 wrote it."""

from vocpipe.collect.parsing.unseen.found import Unseen


def unseen_in(data: bytes, title: str) -> Unseen:
    """The errors in sheet `title`."""
    import xlrd

    found = Unseen()
    with xlrd.open_workbook(file_contents=data, on_demand=True) as book:
        sheet = book.sheet_by_name(title)
        for row in range(sheet.nrows):
            kinds = sheet.row_types(row)
            if xlrd.XL_CELL_ERROR not in kinds:
                continue
            for column in (at for at, kind in enumerate(kinds) if kind == xlrd.XL_CELL_ERROR):
                found.mark(row, column, xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#ERROR!"))
    return found
