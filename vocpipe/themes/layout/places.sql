-- Grain: one row per text that stands on the map. Columns: text_hash, x, y, method (drawn or joined). Places of another
-- encoder than $model are left out: what was near to each other there need not be now.
SELECT text_hash, x, y, method FROM text_place WHERE model = $model ORDER BY text_hash
