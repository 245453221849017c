"""The cross-check: a Cox model with time-varying covariates, by lifelines, on the same customer-months.

Its clock is the time under contract, where the discrete-time model's is the calendar: the two compare each leaver with
different others. Where the time under contract is unknown of some, its clock is the calendar too.
"""

import warnings
from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.churn.design import Months
from vocpipe.outcomes.statistics.hazard import Integers

_PENALTY = 1e-5  # keeps columns apart that go together; too little to be seen in an estimate


@dataclass(frozen=True, slots=True)
class CoxRatio:
    """The theme's hazard ratio with its 95 % interval."""

    ratio: float
    low: float
    high: float


def cox_ratio(months: Months, theme: int, standing: list[int]) -> CoxRatio | None:
    """The theme's hazard ratio, adjusted as in the discrete-time model; None where the fit does not converge."""
    import pandas as pd
    from lifelines import CoxTimeVaryingFitter
    from lifelines.exceptions import ConvergenceError

    clock, known = _clock(months)
    x, _ = months.columns(theme, standing, without=("tenure",) if known else ("month",))
    names = ["theme", *(f"x{number}" for number in range(1, x.shape[1] - 1))]
    frame = pd.DataFrame(x[:, :-1], columns=names)  # the last one is the intercept
    frame = frame.loc[:, frame.nunique() > 1]
    if "theme" not in frame:
        return None
    frame = frame.assign(customer=months.customer, start=clock, stop=clock + 1, left=months.left.astype(bool))
    model = CoxTimeVaryingFitter(penalizer=_PENALTY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of columns with little variance: plans with few leavers
        try:
            model.fit(frame, id_col="customer", event_col="left", start_col="start", stop_col="stop")
        except (ConvergenceError, np.linalg.LinAlgError):
            return None
    row = model.summary.loc["theme"]
    ends = (row[f"exp(coef) {side} 95%"] for side in ("lower", "upper"))
    return CoxRatio(float(row["exp(coef)"]), *map(float, ends))


def _clock(months: Months) -> tuple[Integers, bool]:
    """The month that each row begins with on the model's clock, and whether the clock is the time under contract.

    A customer's rows follow each other without a gap, so they count back from the last: the partial month of the start
    and the one after both have a tenure of 0.
    """
    if np.isnan(months.tenure).any():
        return months.month, False
    last = np.append(months.customer[1:] != months.customer[:-1], True)
    ends = np.flatnonzero(last)[months.customer]
    return months.tenure[ends].astype(np.int64) - (ends - np.arange(len(ends))), True
