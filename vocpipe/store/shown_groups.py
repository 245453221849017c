"""How many people a shown number has to be about: for SQL, the same wherever a snapshot is read to be shown."""

from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN

# least_people(): what is about fewer is not shown, by this version or by the settings of the newest run.
# Without a run it is null, and nothing counts as enough.
LEAST_PEOPLE = f"""
SET VARIABLE least_people = (
    SELECT greatest({MIN_CUSTOMERS_SHOWN}, coalesce(CAST(settings->>'$.privacy.min_group' AS INTEGER), 0))
    FROM run ORDER BY run_id DESC LIMIT 1
);
CREATE TEMP MACRO least_people() AS getvariable('least_people');
"""
