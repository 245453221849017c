-- One row: how many of the audience $who a message could reach, and why the others are left out. No row for an empty audience.
SELECT n_customers, n_reached, opted_out, no_consent, too_many_contacts, no_customer, no_address, same_address
FROM handoff_audience
WHERE audience = $who
