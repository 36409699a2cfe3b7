-- One dialect for PostgreSQL and H2. Text is VARCHAR without a length, which is TEXT in PostgreSQL and up to 1,048,576
-- characters in H2. Ids come from the sequences below in blocks, so they are known before the insert.
-- There are no foreign keys: the big tables are written by the hundred thousand, nothing in them is ever deleted but
-- contacts, whose messages and history must outlive them.
-- Every table with rows that belong to a team has the column team.

CREATE SEQUENCE contact_id    START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE enrollment_id START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE message_id    START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE history_id    START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE node_id       START WITH 1 INCREMENT BY 1000;

CREATE TABLE team (
    id       VARCHAR NOT NULL PRIMARY KEY,
    name     VARCHAR NOT NULL,
    zone     VARCHAR NOT NULL,
    region   VARCHAR NOT NULL,
    settings VARCHAR
);
INSERT INTO team (id, name, zone, region) VALUES ('default', 'Default', 'UTC', 'US');

-- Single values: the clock's origin, the signing secret, …
CREATE TABLE setting (
    name    VARCHAR NOT NULL PRIMARY KEY,
    content VARCHAR NOT NULL
);

-- One row for each start of an engine; lease_until is machine time.
CREATE TABLE node (
    id          BIGINT NOT NULL PRIMARY KEY,
    name        VARCHAR NOT NULL,
    started_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lease_until TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE contact (
    id          BIGINT NOT NULL PRIMARY KEY,
    team        VARCHAR NOT NULL,
    external_id VARCHAR,
    first_name  VARCHAR,
    last_name   VARCHAR,
    email       VARCHAR,
    email_key   VARCHAR,          -- lower case
    phone       VARCHAR,
    phone_key   VARCHAR,          -- E.164
    tags        VARCHAR,          -- JSON list
    owner       VARCHAR,
    source      VARCHAR,
    stage       VARCHAR,
    time_zone   VARCHAR,
    score       INTEGER NOT NULL,
    extra       VARCHAR,          -- JSON: address, company, consent, fields
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    version     INTEGER NOT NULL,
    CONSTRAINT contact_external UNIQUE (team, external_id)
);
CREATE INDEX contact_email ON contact (email_key);
CREATE INDEX contact_phone ON contact (phone_key);

CREATE TABLE sequence (
    id          VARCHAR NOT NULL PRIMARY KEY,
    revision    VARCHAR NOT NULL,
    number      INTEGER NOT NULL,
    deployed    BOOLEAN NOT NULL,
    deployed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE sequence_team (
    sequence_id VARCHAR NOT NULL,
    team        VARCHAR NOT NULL,
    enabled     BOOLEAN NOT NULL,
    settings    VARCHAR,
    PRIMARY KEY (sequence_id, team)
);

-- Never changed and never deleted, so that what a run did can always be explained.
CREATE TABLE revision (
    sequence_id VARCHAR NOT NULL,
    hash        VARCHAR NOT NULL,
    number      INTEGER NOT NULL,
    name        VARCHAR NOT NULL,
    xml         VARCHAR NOT NULL,
    templates   VARCHAR,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (sequence_id, hash),
    CONSTRAINT revision_number UNIQUE (sequence_id, number)
);

CREATE TABLE enrollment (
    id           BIGINT NOT NULL PRIMARY KEY,
    team         VARCHAR NOT NULL,
    sequence_id  VARCHAR NOT NULL,
    revision     VARCHAR NOT NULL,
    contact_id   BIGINT NOT NULL,
    run_key      VARCHAR NOT NULL,
    active_key   VARCHAR,         -- run_key until the run is over, then null
    state        VARCHAR NOT NULL,
    step         VARCHAR,
    at_touch     BOOLEAN NOT NULL,
    occurrence   INTEGER NOT NULL,
    variables    VARCHAR,
    due_at       TIMESTAMP(6) WITH TIME ZONE,
    owner        BIGINT,
    attempt      INTEGER NOT NULL,
    parked_for   VARCHAR,
    resume_at    TIMESTAMP(6) WITH TIME ZONE,
    reason       VARCHAR,
    source_event VARCHAR,
    enrolled_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    finished_at  TIMESTAMP(6) WITH TIME ZONE,
    -- Never twice at the same time for the same key. Also the way to all runs of a contact.
    CONSTRAINT enrollment_active UNIQUE (contact_id, sequence_id, active_key),
    -- Only what is active can be due; so the due index holds nothing else.
    CONSTRAINT enrollment_due_is_active CHECK (due_at IS NULL OR state = 'ACTIVE')
);
CREATE INDEX enrollment_sequence ON enrollment (sequence_id, id);

CREATE TABLE message (
    id                 BIGINT NOT NULL PRIMARY KEY,
    team               VARCHAR NOT NULL,
    contact_id         BIGINT NOT NULL,
    enrollment_id      BIGINT,
    sequence_id        VARCHAR,
    step               VARCHAR,
    occurrence         INTEGER NOT NULL,
    channel            VARCHAR NOT NULL,
    address            VARCHAR NOT NULL,
    subject            VARCHAR,
    body               VARCHAR NOT NULL,
    html               VARCHAR,
    headers            VARCHAR,
    state              VARCHAR NOT NULL,
    provider_id        VARCHAR,
    attempt            INTEGER NOT NULL,
    code               VARCHAR,
    reason             VARCHAR,
    held_until         TIMESTAMP(6) WITH TIME ZONE,
    planned_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sending_at         TIMESTAMP(6) WITH TIME ZONE,
    sending_machine_at TIMESTAMP(6) WITH TIME ZONE,
    settled_at         TIMESTAMP(6) WITH TIME ZONE,
    delivered_at       TIMESTAMP(6) WITH TIME ZONE,
    unknown_since      TIMESTAMP(6) WITH TIME ZONE,  -- set exactly while the state is UNKNOWN
    -- Nobody is written to twice for one step.
    CONSTRAINT message_step UNIQUE (enrollment_id, step, occurrence)
);
-- No index has the state in it: so the change from SENDING to ACCEPTED touches no index (a HOT update in PostgreSQL).
CREATE INDEX message_contact ON message (contact_id, id);
CREATE INDEX message_sequence ON message (sequence_id, id);

CREATE TABLE event (
    team        VARCHAR NOT NULL,
    id          VARCHAR NOT NULL,
    type        VARCHAR NOT NULL,
    contact_id  BIGINT,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    source      VARCHAR NOT NULL,
    data        VARCHAR,
    PRIMARY KEY (team, id)
);
CREATE INDEX event_contact ON event (contact_id, received_at);

CREATE TABLE history (
    id            BIGINT NOT NULL PRIMARY KEY,
    team          VARCHAR NOT NULL,
    contact_id    BIGINT NOT NULL,
    enrollment_id BIGINT,
    happened_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    kind          VARCHAR NOT NULL,
    sequence_id   VARCHAR,
    step          VARCHAR,
    message_id    BIGINT,
    line          VARCHAR NOT NULL,
    data          VARCHAR
);
CREATE INDEX history_contact ON history (contact_id, id);

-- Each writer has a slot of its own, so that writers do not wait for each other; reading adds the slots up.
CREATE TABLE counter (
    sequence_id VARCHAR NOT NULL,
    step        VARCHAR NOT NULL,
    name        VARCHAR NOT NULL,
    slot        INTEGER NOT NULL,
    total       BIGINT NOT NULL,
    PRIMARY KEY (sequence_id, step, name, slot)
);

-- By address and not by contact: a duplicate or re-imported contact stays opted out. Of all teams.
CREATE TABLE suppression (
    kind    VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL,
    since   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (kind, address)
);
