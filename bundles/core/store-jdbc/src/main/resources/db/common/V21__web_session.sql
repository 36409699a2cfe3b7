-- Sessions of people in the console.
CREATE SEQUENCE web_session_id START WITH 1 INCREMENT BY 1000;

CREATE TABLE web_session (
    id           BIGINT  NOT NULL PRIMARY KEY,
    account_id   BIGINT  REFERENCES account (id) ON DELETE CASCADE,  -- null: the administrator of the installation
    hash         VARCHAR NOT NULL,    -- SHA-256 of the key, which has 256 bits of chance, so that no salt is needed
    proof        VARCHAR NOT NULL,    -- what it is tied to: with another password of its owner it is over
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ends_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    address      VARCHAR NOT NULL,
    browser      VARCHAR NOT NULL,
    CONSTRAINT web_session_hash UNIQUE (hash)
);
CREATE INDEX web_session_account ON web_session (account_id, id);
CREATE INDEX web_session_end ON web_session (ends_at);
