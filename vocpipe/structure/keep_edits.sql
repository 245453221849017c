-- Other own names give a sentence another hash. What people decided about its text holds under the new one too; one row
-- per edit and text, where a text that the person named stays named. The old hash stays: other batches may need it.
INSERT INTO edit_member
SELECT
    member.edit_id,
    new.text_hash,
    max(member.how), -- held < joined < named
    arg_max(member.via_theme, member.how),
    arg_max(member.via_subtheme, member.how)
FROM edit_member AS member
JOIN sentence AS old USING (text_hash)
JOIN structure_sentence AS new ON new.sentence_id = old.sentence_id AND new.text_hash <> old.text_hash
ANTI JOIN edit_member AS known ON known.edit_id = member.edit_id AND known.text_hash = new.text_hash
GROUP BY member.edit_id, new.text_hash
ORDER BY member.edit_id, new.text_hash
