-- One row per opinion or verdict without facets by the current heads: sentence_id, text_hash, text, lang.
-- Parameter: basis (the current heads', as in sentence_facet.basis).
SELECT sentence_id, text_hash, text, lang
FROM sentence
ANTI JOIN (SELECT sentence_id FROM sentence_facet WHERE basis = $basis) USING (sentence_id)
WHERE role IN ('opinion', 'verdict')
ORDER BY sentence_id
