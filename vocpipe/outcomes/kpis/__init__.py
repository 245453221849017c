"""KPIs: their values by month and segment, and which themes go with them. `defined` has one file for each KPI."""
