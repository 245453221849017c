"""KPIs of the messages that [[contacts]] say were sent: the shares of them that were opened, and clicked in."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_MESSAGES = """
SELECT
    CAST(NULL AS VARCHAR) AS part, number.customer_id AS customer, number.customer_id, message.day,
    CAST(message.happened AS DOUBLE) AS value
FROM (
    SELECT
        coalesce(found.customer_key, contact.customer_ref, contact.customer_email) AS customer_key,
        CAST(contact.contacted_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day,
        contact.contacted_at, bool_or(contact.{happened}) AS happened
    FROM contact
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    WHERE contact.contacted_at IS NOT NULL AND contact.{happened} IS NOT NULL
    GROUP BY ALL
) AS message
JOIN customer_number AS number USING (customer_key)
WHERE message.day < CAST($as_of AS DATE) - CAST($open_days AS INTEGER)
"""


def message_kpi(name: str, happened: str) -> Kpi:
    """The share of the messages sent in a month to known customers with which something happened."""
    return Kpi(
        name,
        Model.RATE,
        _MESSAGES.format(happened=happened),
        counted="message",
        unit="percent",
        themes=AfterMention(within=False),
        needs="[[contacts]]",
        lag="open_days",
    )
