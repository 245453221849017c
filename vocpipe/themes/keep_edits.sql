-- Adds to edit_member, one row per edit and text, the new hashes of texts that an edit holds: the edit still applies after
-- the own names have changed. A text that the person named stays named. The old hashes stay.
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
