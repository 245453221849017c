-- The change of the NPS is split for every pair of periods now: the refresh makes the table anew, with its new column.
DROP TABLE nps_change;
