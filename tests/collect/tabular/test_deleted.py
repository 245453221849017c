"""Rows that a warehouse or a database keeps although they are gone from where they came."""

import pytest

from tests.collect.tabular.tables import cycle, days, ids, said


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("_FIVETRAN_DELETED", ("false", "true", "false")),
        ("_ab_cdc_deleted_at", ("", "2026-04-02T10:00:00Z", "")),
        ("deleted_at", ("", "1775000000", "\\N")),
        ("is_deleted", (0, 1, 0)),
        ("削除フラグ", ("0", "1", "0")),
        ("削除日時", ("", "2026/04/02 10:00", "")),
    ],
)
def test_rows_that_are_marked_as_deleted_are_no_voices(read, column, cells):
    table = read({"id": ids(), "created_at": days(), "comment": said(), column: cycle(*cells)})
    assert [part.deleted for part in table.feedback] == [False, True, False] * 4


@pytest.mark.parametrize(
    ("column", "cells"), [("deleted", ("false", "no", "")), ("user_deleted", ("true",)), ("deleted_at", ("", "null"))]
)
def test_what_says_no_or_is_about_the_author_deletes_nothing(read, column, cells):
    table = read({"id": ids(), "created_at": days(), "comment": said(), column: cycle(*cells)})
    assert not any(part.deleted for part in table.feedback)
