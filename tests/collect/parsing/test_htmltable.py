"""Tables in HTML: every text of a table is in a row that is read, or told as one that is not."""

import pytest

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.htmltable import read_html

ROW = "<tr><td>B-1</td><td>2026-03-02</td><td>the search is slow</td></tr>"


def rows(middle):
    [part] = read_html(decode(f"<table>{ROW}{middle}{ROW}</table>".encode()))
    return [cells for _, cells in part.rows()]


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("<tr\x1f<td>B-2</td><td>lamp</td></tr>", "lamp"),
        ("<tq><td>B-2</td><td>lamp post</td></tq>", "lamp post"),
        ("<tr><td>B-2</td><td\x1a>lamp</td></tr>", "lamp"),
        ("<tr><td>B-2</td><tdé lamp</td></tr>", "lamp"),
        ("<tr><td>B-2</td>td>lamp</td></tr>", "lamp"),
        ("lamp", "lamp"),
    ],
)
def test_what_a_damaged_tag_leaves_outside_of_cells_is_told(damaged, text):
    found = rows(damaged)
    whole = [cells for cells in found if not isinstance(cells, Broken)]
    assert [cells[2] for cells in whole if len(cells) == 3] == ["the search is slow"] * 2
    assert any(text in cells[0] for cells in found if isinstance(cells, Broken))


@pytest.mark.parametrize("fine", ["<caption>Answers</caption>", "<!-- made by hand -->", "<tbody></tbody>", "\n  \n"])
def test_a_whole_table_has_nothing_to_tell(fine):
    assert rows(fine) == [["B-1", "2026-03-02", "the search is slow"]] * 2


def test_rows_and_cells_need_no_end_tags():
    page = "<table><tr><th>id<th>comment<tr><td>D-1<td>the lamp <b>flickers</b><tr><td>D-2<td>too bright</table>"
    [part] = read_html(decode(page.encode()))
    assert [cells for _, cells in part.rows()] == [
        ["id", "comment"],
        ["D-1", "the lamp\nflickers"],
        ["D-2", "too bright"],
    ]
