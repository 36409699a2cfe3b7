-- People who sign in, what they may do in which team, and the keys of their programs.
CREATE SEQUENCE account_id START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE api_token_id START WITH 1 INCREMENT BY 1000;

CREATE TABLE account (
    id            BIGINT  NOT NULL PRIMARY KEY,
    login         VARCHAR NOT NULL,
    login_key     VARCHAR NOT NULL,   -- the login in lower case
    name          VARCHAR NOT NULL,
    email         VARCHAR,
    admin         BOOLEAN NOT NULL,
    disabled      BOOLEAN NOT NULL,
    password_hash VARCHAR,            -- null: no password, so no sign-in by one
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    version       INTEGER NOT NULL,
    CONSTRAINT account_login UNIQUE (login_key)
);

CREATE TABLE membership (
    account_id BIGINT  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    team       VARCHAR NOT NULL REFERENCES team (id),
    role       VARCHAR NOT NULL,
    PRIMARY KEY (account_id, team)
);
CREATE INDEX membership_team ON membership (team, account_id);

CREATE TABLE api_token (
    id           BIGINT  NOT NULL PRIMARY KEY,
    account_id   BIGINT  REFERENCES account (id) ON DELETE CASCADE,  -- null: the administrator of the installation
    hash         VARCHAR NOT NULL,    -- SHA-256 of the key, which has 256 bits of chance, so that no salt is needed
    name         VARCHAR NOT NULL,
    team         VARCHAR,
    role         VARCHAR,
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE,
    last_used_at TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT api_token_hash UNIQUE (hash)
);
CREATE INDEX api_token_account ON api_token (account_id, id);
