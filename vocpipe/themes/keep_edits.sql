-- Adds to edit_member the new hashes of texts that an edit holds under the old one: what people decided about a text holds
-- under other own names too. One row per edit and text; a text that the person named stays named. The old hash stays.
INSERT INTO edit_member
SELECT
    member.edit_id,
    changed.new_text_hash,
    max(member.how), -- held < joined < named
    arg_max(member.via_theme, member.how),
    arg_max(member.via_subtheme, member.how)
FROM edit_member AS member
JOIN changed_sentence AS changed
    ON changed.old_text_hash = member.text_hash AND changed.new_text_hash <> changed.old_text_hash
ANTI JOIN edit_member AS known ON known.edit_id = member.edit_id AND known.text_hash = changed.new_text_hash
GROUP BY member.edit_id, changed.new_text_hash
ORDER BY member.edit_id, changed.new_text_hash
