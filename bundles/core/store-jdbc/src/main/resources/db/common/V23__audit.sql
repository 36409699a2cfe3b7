-- Who changed what, from what to what. Rows are never changed or deleted: each carries a hash over itself and the hash of the row
-- before, and what is personal in it is sealed with a key that erasure destroys.
CREATE TABLE audit (
    number     BIGINT  NOT NULL PRIMARY KEY, -- 1, 2, 3, … in the order of the commits, without a gap
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL, -- business time; never before that of the row before
    actor_kind VARCHAR NOT NULL,             -- PERSON, TOKEN, PART
    actor      VARCHAR NOT NULL,             -- the name
    account_id BIGINT,
    team       VARCHAR,                      -- null: it belongs to no team
    action     VARCHAR NOT NULL,             -- such as account.changed
    target     VARCHAR NOT NULL,             -- such as account:7
    details    VARCHAR,                      -- JSON, by field: from and to
    sealed     VARCHAR,                      -- the same of what is personal, under the key of the target
    hash       VARCHAR NOT NULL
);
CREATE INDEX audit_at     ON audit (at, number);
CREATE INDEX audit_team   ON audit (team, number);
CREATE INDEX audit_target ON audit (target, number);
CREATE INDEX audit_actor  ON audit (actor, number);

-- The end of the chain. Whoever adds a row locks this one, as the last thing before its commit.
CREATE TABLE audit_head (
    id     INTEGER NOT NULL PRIMARY KEY,
    number BIGINT  NOT NULL,
    at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    hash   VARCHAR NOT NULL
);
INSERT INTO audit_head VALUES (1, 0, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', '');

-- By target. Without its key nobody reads what is personal any more.
CREATE TABLE audit_key (
    target VARCHAR NOT NULL PRIMARY KEY,
    secret VARCHAR NOT NULL
);

-- People whose data were erased, by the number that is left of them. A row is looked at again for a while, for what was under way.
CREATE TABLE erasure (
    contact_id BIGINT  NOT NULL PRIMARY KEY,
    team       VARCHAR NOT NULL,
    asked_by   VARCHAR NOT NULL,
    asked_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    traces     VARCHAR,                      -- JSON: what to look for; null once it is done
    looks      INTEGER NOT NULL,             -- how often all was looked through to the end
    look_at    TIMESTAMP(6) WITH TIME ZONE,  -- machine time of the next look; null once it is done
    done_at    TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX erasure_look ON erasure (look_at);

-- What people are told of a lead, by the lead.
CREATE INDEX notification_contact ON notification (contact_id);
