-- Grain: one row per piece of feedback by the person. Columns: what its source says, what vocpipe made of it, where from.
-- Reads their_feedback.
WITH spoken AS (
    SELECT
        sentence.feedback_id,
        list(
            {
                'text': sentence.text,
                'sentiment': feeling.sentiment,
                'sentiment_label': feeling.label,
                'intent': feeling.intent,
                'cause': facet.cause,
                'feeling': facet.feeling,
                'themes': (
                    SELECT list(coalesce(theme.name_en, theme.name_ja, theme.theme_id) ORDER BY belongs.is_primary DESC)
                    FROM sentence_theme AS belongs
                    JOIN theme USING (theme_id)
                    WHERE belongs.sentence_id = sentence.sentence_id
                )
            }
            ORDER BY sentence.position
        ) AS sentences
    FROM sentence
    LEFT JOIN sentence_sentiment AS feeling USING (sentence_id)
    LEFT JOIN sentence_cause AS facet USING (sentence_id)
    GROUP BY sentence.feedback_id
), answered AS (
    SELECT feedback_id, list({'question': question, 'option': option, 'answer': answer} ORDER BY position) AS answers
    FROM survey_answer
    GROUP BY feedback_id
)
SELECT
    theirs.source, theirs.kind, file.file, theirs.row_no AS row, theirs.source_id, theirs.thread_id, theirs.created_at,
    theirs.customer_ref, theirs.customer_email, theirs.account_ref, theirs.title, theirs.text, theirs.score_type,
    theirs.score, theirs.url, theirs.attrs, theirs.raw, clean.text AS cleaned_text, clean.lang, spoken.sentences,
    answered.answers, theirs.deleted_at,
    EXISTS (
        FROM feedback_raw AS other
        WHERE other.file_id = theirs.file_id
            AND other.row_no = theirs.row_no
            AND other.feedback_id NOT IN (SELECT feedback_id FROM their_feedback)
    ) AS is_shared_row
FROM their_feedback AS theirs
LEFT JOIN ingest_file AS file USING (file_id)
LEFT JOIN feedback_clean AS clean USING (feedback_id)
LEFT JOIN spoken USING (feedback_id)
LEFT JOIN answered USING (feedback_id)
ORDER BY theirs.created_at, theirs.feedback_id
