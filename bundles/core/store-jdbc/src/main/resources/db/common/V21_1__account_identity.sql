-- Who an account is at another system, such as an OpenID provider or a directory.
CREATE SEQUENCE account_identity_id START WITH 1 INCREMENT BY 1000;

CREATE TABLE account_identity (
    id              BIGINT  NOT NULL PRIMARY KEY,
    account_id      BIGINT  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    issuer          VARCHAR NOT NULL,
    subject         VARCHAR NOT NULL,
    by_groups       BOOLEAN NOT NULL,   -- the account was made for it, and its roles follow the groups
    since           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_sign_in_at TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT account_identity_who UNIQUE (issuer, subject)
);
CREATE INDEX account_identity_account ON account_identity (account_id, id);
