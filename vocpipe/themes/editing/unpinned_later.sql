-- One row for each later edit, which was not undone, that takes the pin of the edit $edit from the theme $theme.
SELECT later.edit_id
FROM theme_edit AS later
JOIN theme_edit AS pin ON later.edited_at > pin.edited_at
WHERE pin.edit_id = $edit AND later.kind = 'unpin' AND later.theme_id = $theme AND later.undone_at IS NULL
