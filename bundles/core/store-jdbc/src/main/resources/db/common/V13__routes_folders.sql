-- Who put a sequence's revision into service or took it out, for people.
ALTER TABLE sequence ADD COLUMN changed_by VARCHAR;

-- Texts of sequences that lay in the folder of a node that started, and were left alone, since another node was at work.
CREATE TABLE found_text (
    sequence_id VARCHAR NOT NULL,
    hash        VARCHAR NOT NULL,
    found_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (sequence_id, hash)
);
