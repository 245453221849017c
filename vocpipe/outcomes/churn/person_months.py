"""Customer-months as arrays, and the columns of a hazard model: the mentions and the variables to adjust for.

Adjusted for are plan, tenure, having come back, time to renewal, value, calendar month, how much was written, and the
other themes that go with leaving.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.churn.renewal import renewal_bands
from vocpipe.outcomes.statistics.arrays import Floats, Integers

TENURE_BANDS = (3, 6, 12, 24, 48)  # months
MIN_LEAVERS = 5  # of a plan with its own coefficient; smaller plans share one
_PRIOR_SD = 2.0  # of a log hazard ratio: wide enough not to matter, but keeps it finite if nobody left
_PRIOR_MONTHS = 3.0  # months at everyone's rate of writing, which are added to a customer's own
_DAYS_A_MONTH = 30.0


@dataclass(frozen=True)
class PersonMonths:
    """Rows of customer_month as arrays, in the order of customer and month.

    `left`, `offset` (log of the time at risk, in months), `customer`, `spell` (among all) and `month` (their
    numbers), `tenure` (nan: unknown) and the parts of `base`, by what they are about, run along the rows;
    `mention_row`, `mention_theme` and `mentions` along the row-theme pairs that occur.
    """

    left: Floats
    offset: Floats
    customer: Integers
    spell: Integers
    month: Integers
    tenure: Floats
    n_days_said: Floats
    days_observed: Floats
    mention_row: Integers
    mention_theme: Integers
    mentions: Floats
    base: dict[str, Floats]

    @classmethod
    def of(cls, months: pa.Table, mentions: pa.Table, theme_ids: list[str]) -> "PersonMonths":
        """From customer_month and its row-theme pairs: row, theme_id, n_mentions. Other themes' pairs are left out."""
        theme = pc.index_in(mentions["theme_id"], value_set=pa.array(theme_ids, pa.string()))
        known = pc.is_valid(theme)
        left = months["churned"].to_numpy().astype(np.float64)
        return cls(
            left=left,
            offset=np.log(_floats(months, "days_at_risk") / _DAYS_A_MONTH),
            customer=_codes(months["customer_id"])[0],
            spell=_spells(months),
            month=_codes(months["month"])[0],
            tenure=_floats(months, "tenure_months"),
            n_days_said=_floats(months, "n_days_said"),
            days_observed=_floats(months, "days_observed"),
            mention_row=mentions["row"].filter(known).to_numpy().astype(np.int64),
            mention_theme=theme.filter(known).to_numpy().astype(np.int64),
            mentions=mentions["n_mentions"].filter(known).to_numpy().astype(np.float64),
            base=_base(months, left),
        )

    def rows_of(self, theme: int) -> Integers:
        """The rows in whose window the theme is mentioned."""
        return np.asarray(self.mention_row[self.mention_theme == theme])

    def columns(
        self, theme: int | None, selected: list[int], *, without: tuple[str, ...] = ()
    ) -> tuple[Floats, Floats]:
        """The model's matrix, the theme's column first and the intercept last, and each column's prior precision.

        How much was written includes what mentions the theme: given all that a customer wrote, the part about one theme
        says nothing more about how much they write, which by itself may go with leaving. What mentions the other
        `selected` themes is not included: else departures after them would be attributed to writing.
        """
        others = [other for other in selected if other != theme]
        exposed = [self._exposed(each) for each in ([] if theme is None else [theme]) + others]
        base = [columns for name, columns in self.base.items() if name not in without]
        x = np.column_stack([*exposed, self._writing(others), *base, np.ones(len(self.left))])
        ridge = np.full(x.shape[1], 1 / _PRIOR_SD**2)
        ridge[-1] = 0.0
        return x, ridge

    def contract_clock(self) -> Integers | None:
        """Each row's month under contract, rising by one from row to row; None if some start is unknown.

        The rows of a spell follow each other without a gap, so they count back from the last one: the partial month of
        the start and the month after both have a tenure of 0.
        """
        if np.isnan(self.tenure).any():
            return None
        last = np.append(self.spell[1:] != self.spell[:-1], True)
        ends = np.flatnonzero(last)[self.spell]
        return np.asarray(self.tenure[ends].astype(np.int64) - (ends - np.arange(len(ends))))

    def _exposed(self, theme: int) -> Floats:
        column = np.zeros(len(self.left))
        column[self.rows_of(theme)] = 1.0
        return column

    def _writing(self, others: list[int]) -> Floats:
        """Log of the days per month with feedback, relative to and shrunk to everyone's; shape (rows,)."""
        months = self.days_observed / _DAYS_A_MONTH
        theirs = np.isin(self.mention_theme, others)
        days = self.n_days_said - np.bincount(self.mention_row[theirs], self.mentions[theirs], len(self.left))
        everyone = max(self.n_days_said.sum() / max(months.sum(), 1.0), 1e-3)
        shrunk = np.maximum(days, 0.0) + everyone * _PRIOR_MONTHS
        return np.asarray(np.log(shrunk / (months + _PRIOR_MONTHS) / everyone))


def _base(months: pa.Table, left: Floats) -> dict[str, Floats]:
    """The columns that every theme's model shares, by variable; constant ones are left out."""
    parts = {
        "plan": _plans(months["plan"], left),
        "tenure": _tenures(_floats(months, "tenure_months")),
        "return": _dummies((months["spell"].to_numpy() > 1).astype(np.int64), 2),
        "renewal": _dummies(*_numbered(renewal_bands(months, left))),
        "value": _values(_floats(months, "monthly_value")),
        "month": _dummies(*_codes(months["month"])),
    }
    return {name: columns for name, columns in parts.items() if columns.shape[1]}


def _spells(months: pa.Table) -> Integers:
    """The number of each row's spell among those of all customers, rising along the rows."""
    customer, spell = _codes(months["customer_id"])[0], months["spell"].to_numpy().astype(np.int64)
    return np.unique(np.column_stack([customer, spell]), axis=0, return_inverse=True)[1].reshape(-1)


def _plans(plans: pa.ChunkedArray, left: Floats) -> Floats:
    codes, count = _codes(plans)
    leavers = np.bincount(codes, left, minlength=count)
    small = np.flatnonzero(leavers < MIN_LEAVERS)
    if small.size:
        codes = np.where(np.isin(codes, small), small[0], codes)
    return _dummies(codes, count)


def _tenures(tenure: Floats) -> Floats:
    unknown = np.isnan(tenure)
    band = np.digitize(np.nan_to_num(tenure), TENURE_BANDS)
    return _dummies(np.where(unknown, len(TENURE_BANDS) + 1, band), len(TENURE_BANDS) + 2)


def _values(value: Floats) -> Floats:
    """The log of the value, in standard deviations, and whether it is unknown; no column if all are equal."""
    unknown = np.isnan(value)
    log = np.log1p(np.nan_to_num(value))
    spread = float(log[~unknown].std()) if not unknown.all() else 0.0
    columns = [unknown.astype(np.float64)] if 0 < unknown.sum() < len(value) else []
    if spread > 0:
        columns.insert(0, np.where(unknown, 0.0, (log - log[~unknown].mean()) / spread))
    return np.column_stack(columns) if columns else np.empty((len(value), 0))


def _dummies(codes: Integers, count: int) -> Floats:
    """A column of 0 and 1 for each code that occurs but the most frequent."""
    sizes = np.bincount(codes, minlength=count)
    reference = int(sizes.argmax()) if sizes.size else 0
    shown = [code for code in np.flatnonzero(sizes) if code != reference]
    return np.asarray(codes[:, None] == np.array(shown, dtype=np.int64), dtype=np.float64)


def _codes(column: pa.ChunkedArray) -> tuple[Integers, int]:
    """Each value's number in the order of the values, unknown ones last, and how many numbers there are."""
    known = sorted(value for value in pc.unique(column).to_pylist() if value is not None)
    codes = pc.index_in(column, value_set=pa.array(known, column.type))
    return codes.fill_null(len(known)).to_numpy().astype(np.int64), len(known) + 1


def _numbered(bands: Integers) -> tuple[Integers, int]:
    """The bands as numbers from 0, and how many there are."""
    names, codes = np.unique(bands, return_inverse=True)
    return codes, len(names)


def _floats(months: pa.Table, name: str) -> Floats:
    return np.asarray(months[name].cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
