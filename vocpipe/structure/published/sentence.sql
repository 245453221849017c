-- sentence: one row per sentence, the unit of analysis.
-- sentence_id: stable id, a keyed hash of the feedback and the sentence's text
-- feedback_id: the feedback it is part of
-- position: place in the feedback, from 0
-- text: the sentence, personal data masked; null if it may not be shown
-- lang: language of the sentence (ISO 639-1)
-- role: opinion, verdict (says how good, not what), courtesy (greetings, thanks as a formula) or empty; only opinions form themes
-- sentiment: from -1 (negative) to 1 (positive); null for courtesy and empty sentences
-- sentiment_label: positive, neutral, negative or unsure
-- intent: complaint, request, question, praise, cancellation, statement or unclear
SELECT
    sentence.sentence_id,
    sentence.feedback_id,
    sentence.position,
    CASE WHEN unquotable.feedback_id IS NULL THEN sentence.text END AS text,
    sentence.lang,
    sentence.role,
    feeling.sentiment,
    feeling.label AS sentiment_label,
    feeling.intent
FROM sentence
LEFT JOIN sentence_sentiment AS feeling USING (sentence_id)
LEFT JOIN unquotable ON unquotable.feedback_id = sentence.feedback_id
ORDER BY sentence.feedback_id, sentence.position
