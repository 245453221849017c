"""One module for each KPI, with a `KPI`. Its words stand under `kpi.<name>` in the wording: name, about, missing."""
