-- Who agreed to what, when and in which words. Rows are never changed.
CREATE SEQUENCE consent_id START WITH 1 INCREMENT BY 1000;
CREATE TABLE consent (
    id          BIGINT NOT NULL PRIMARY KEY,
    kind        VARCHAR NOT NULL, -- PHONE, EMAIL
    address     VARCHAR NOT NULL, -- normalised as in suppression
    channel     VARCHAR NOT NULL,
    state       VARCHAR NOT NULL, -- IN, OUT
    source      VARCHAR NOT NULL,
    wording     VARCHAR,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    contact_id  BIGINT,           -- null: nobody had the address
    team        VARCHAR,
    recorded_by VARCHAR
);
CREATE INDEX consent_address ON consent (kind, address, id);
CREATE INDEX consent_contact ON consent (contact_id, id);

-- The one message that may still go to a suppressed address: the confirmation.
ALTER TABLE suppression ADD COLUMN notice BIGINT;
-- On which way a message came that no sequence sent; null: a person wrote it.
ALTER TABLE by_hand ADD COLUMN path VARCHAR;
