-- One row: how many of the customers at risk a message could reach, and why the others are left out. No row without a list.
SELECT n_customers, n_reached, opted_out, no_consent, too_many_contacts, no_customer, no_address, same_address
FROM handoff_audience
WHERE audience = 'at-risk'
