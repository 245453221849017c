"""A Cox model with time-varying covariates, by lifelines."""

import warnings
from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.statistics.arrays import Floats, Integers

_PENALTY = 1e-5  # separates columns that are collinear; too small to show in an estimate


@dataclass(frozen=True, slots=True)
class CoxRatio:
    """A hazard ratio with its 95 % interval."""

    ratio: float
    low: float
    high: float


def cox_ratio(x: Floats, left: Floats, spell: Integers, start: Integers) -> CoxRatio | None:
    """The hazard ratio of the first column of `x`; None if that never varies or the fit does not converge.

    x: shape (rows, columns), without an intercept. left: 1 if the row's customer left in it, else 0. spell: the
    number of each row's time under contract. start: when each row begins on the model's clock; it lasts one unit.
    """
    import pandas as pd
    from lifelines import CoxTimeVaryingFitter
    from lifelines.exceptions import ConvergenceError

    names = ["exposed", *(f"x{number}" for number in range(1, x.shape[1]))]
    frame = pd.DataFrame(x, columns=names)
    frame = frame.loc[:, frame.nunique() > 1]
    if "exposed" not in frame:
        return None
    frame = frame.assign(spell=spell, start=start, stop=start + 1, left=left.astype(bool))
    model = CoxTimeVaryingFitter(penalizer=_PENALTY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines warns of columns with little variance: plans with few leavers
        try:
            model.fit(frame, id_col="spell", event_col="left", start_col="start", stop_col="stop")
        except (ConvergenceError, np.linalg.LinAlgError):
            return None
    row = model.summary.loc["exposed"]
    low, high = (float(row[f"exp(coef) {side} 95%"]) for side in ("lower", "upper"))
    return CoxRatio(float(row["exp(coef)"]), low, high)
