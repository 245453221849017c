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
-- cause: missing_function, expectation, support, price, onboarding (how to start, learn and use it), defect, contact (the company's own selling and asking) or other (none of these); null for courtesy and empty sentences
-- cause_by: who gave the cause; null if the head for causes did
-- feeling: anxiety (about what may come), hope (for it), off (something seems wrong, without a clear fault), satisfaction or none; null for courtesy and empty sentences
SELECT
    sentence.sentence_id,
    sentence.feedback_id,
    sentence.position,
    CASE WHEN unquotable.feedback_id IS NULL THEN sentence.text END AS text,
    sentence.lang,
    sentence.role,
    feeling.sentiment,
    feeling.label AS sentiment_label,
    feeling.intent,
    facet.cause,
    facet.cause_by,
    facet.feeling
FROM sentence
LEFT JOIN sentence_sentiment AS feeling USING (sentence_id)
LEFT JOIN sentence_cause AS facet USING (sentence_id)
LEFT JOIN unquotable ON unquotable.feedback_id = sentence.feedback_id
ORDER BY sentence.feedback_id, sentence.position
