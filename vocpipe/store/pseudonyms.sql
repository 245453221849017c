-- What ids are made with, for as long as a connection is open; never in a snapshot. They depend on the key whose two
-- paddings (RFC 2104) the variables id_inner and id_outer hold.
-- keyed_id: HMAC-SHA256 of a text, as 64 hexadecimal digits
CREATE OR REPLACE TEMP MACRO keyed_id(value) AS
    sha256(getvariable('id_outer')::BLOB || unhex(sha256(getvariable('id_inner')::BLOB || encode(value))));
-- feedback_id_of: the stable id of the feedback that a source calls by its own id
CREATE OR REPLACE TEMP MACRO feedback_id_of(source, source_id) AS
    'f_' || left(keyed_id(concat_ws(chr(31), 'feedback', source, source_id)), 16);
-- thread_id_of: what stands for a source's own thread in everything published
CREATE OR REPLACE TEMP MACRO thread_id_of(source, thread) AS
    't_' || left(keyed_id(concat_ws(chr(31), 'thread', source, thread)), 16);
-- sentence_id_of: the id of the occurrence-th time, from 0, that a text occurs in a piece of feedback
CREATE OR REPLACE TEMP MACRO sentence_id_of(feedback_id, sentence, occurrence) AS
    's_' || left(keyed_id(concat_ws(chr(31), 'sentence', feedback_id, sentence, occurrence)), 16);
-- customer_id_of: what stands for a customer in everything published
CREATE OR REPLACE TEMP MACRO customer_id_of(customer_key) AS
    'c_' || left(keyed_id(concat_ws(chr(31), 'customer', customer_key)), 16);
-- person_id_of: what stands for a person at a customer
CREATE OR REPLACE TEMP MACRO person_id_of(person_key) AS
    'p_' || left(keyed_id(concat_ws(chr(31), 'person', person_key)), 16);
