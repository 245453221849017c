-- One row per kind of segment and segment; the kind all holds everybody: every column of segment_nps.
SELECT *
FROM segment_nps
ORDER BY segment_kind <> 'all', segment_kind, segment
