"""What stands beside a verdict: the p-value, its false discovery rate, the tests that this is over, and the method."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.store.tables import Column

_Q_VALUE = "Benjamini-Hochberg false discovery rate over the tests of its family"
_NAMES = (
    Column("family", "VARCHAR", "the tests that q_value is over, by name: rows with one name; null if not tested"),
    Column("method", "VARCHAR", "how p_value came about; null if not tested"),
    Column("method_version", "INTEGER", "rises when that method gives other numbers for the same data"),
)


@dataclass(frozen=True, slots=True)
class Family:
    """The tests of one table: the name of their family, and their method with its version.

    Rows with other values in the columns `by` are families of their own. `version` has to rise with every change of the
    code that gives other p-values for the same data.
    """

    family: str
    method: str
    version: int = 1
    by: tuple[str, ...] = ()

    def named(self, rows: pa.Table, schema: pa.Schema) -> pa.Table:
        """`rows` as `schema` has them, with family, method and method_version where p_value is not null.

        rows: p_value, the columns `by`, all of `schema` but those three, and others, which go. A column `method` of
        their own counts instead of this one's.
        """
        tested = pc.is_valid(rows["p_value"])
        own = rows["method"] if "method" in rows.column_names else pa.nulls(rows.num_rows, pa.string())
        values = {
            "family": self._families(rows),
            "method": pc.fill_null(own, self.method),
            "method_version": pa.array([self.version] * rows.num_rows, pa.int32()),
        }
        columns = {name: rows[name] for name in rows.column_names}
        columns |= {name: pc.if_else(tested, value, None) for name, value in values.items()}
        return pa.table({name: columns[name] for name in schema.names}, schema=schema)

    def _families(self, rows: pa.Table) -> pa.Array:
        parts = zip(*(rows[name].to_pylist() for name in self.by), strict=True)
        names = [f"{self.family}: {', '.join(map(str, values))}" for values in parts]
        return pa.array(names if self.by else [self.family] * rows.num_rows, pa.string())


def family_columns(p_value: str, q_value: str = _Q_VALUE) -> tuple[Column, ...]:
    """The columns of a tested table, with these comments on the first two."""
    return (Column("p_value", "DOUBLE", p_value), Column("q_value", "DOUBLE", q_value), *_NAMES)
