-- What a lead does steers its runs.

-- The event type that a run waits for (null: none), set while it stands at such a wait or at a call; so an event finds the
-- runs that it lets go on in the one statement that finds those that it stops.
ALTER TABLE enrollment ADD COLUMN awaits VARCHAR;
-- The sequence's group until the run is over, then null: a lead is in one sequence of a group only.
ALTER TABLE enrollment ADD COLUMN exclusive_group VARCHAR;
ALTER TABLE enrollment ADD CONSTRAINT enrollment_exclusive UNIQUE (contact_id, exclusive_group);

-- When the score was last changed; it decays from there.
ALTER TABLE contact ADD COLUMN score_at TIMESTAMP(6) WITH TIME ZONE;

CREATE SEQUENCE inbound_id START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE link_id    START WITH 1 INCREMENT BY 1000;
CREATE SEQUENCE task_id    START WITH 1 INCREMENT BY 1000;

-- What leads wrote, and what came instead of an answer. Kept even when nobody could read it.
CREATE TABLE inbound (
    id          BIGINT NOT NULL PRIMARY KEY,
    team        VARCHAR NOT NULL,
    contact_id  BIGINT,           -- null: from somebody who is not known
    channel     VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL, -- reply, auto-reply, bounce, complaint, other
    provider_id VARCHAR NOT NULL, -- Message-ID or SM…; the same one counts once in a team
    sender      VARCHAR,
    recipient   VARCHAR,
    subject     VARCHAR,
    body        VARCHAR NOT NULL, -- what is new in it
    raw         VARCHAR,          -- the mail as it came, up to 1 MB
    problem     VARCHAR,          -- what could not be read
    matched_by  VARCHAR,          -- token, in-reply-to, references, sender
    answers     BIGINT,           -- the message that it answers or is about
    received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT inbound_once UNIQUE (channel, provider_id, team)
);
CREATE INDEX inbound_contact ON inbound (contact_id, id);

-- Targets of tracked links. The address of a click names the row, never the target.
CREATE TABLE link (
    id      BIGINT NOT NULL PRIMARY KEY,
    name    VARCHAR NOT NULL,
    url     VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,     -- SHA-256 over name and url
    CONSTRAINT link_once UNIQUE (url_key)
);

-- What people are to do: calls and other tasks.
CREATE TABLE task (
    id            BIGINT NOT NULL PRIMARY KEY,
    team          VARCHAR NOT NULL,
    contact_id    BIGINT NOT NULL,
    owner         VARCHAR,
    kind          VARCHAR NOT NULL, -- call, todo
    title         VARCHAR NOT NULL,
    script        VARCHAR,
    voicemail     VARCHAR,
    state         VARCHAR NOT NULL, -- OPEN, DONE, EXPIRED, CANCELLED
    outcome       VARCHAR,
    note          VARCHAR,
    enrollment_id BIGINT,
    sequence_id   VARCHAR,
    step          VARCHAR,
    message_id    BIGINT,           -- the touch that it is; one task for one touch
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at        TIMESTAMP(6) WITH TIME ZONE,
    done_at       TIMESTAMP(6) WITH TIME ZONE,
    done_by       VARCHAR,
    CONSTRAINT task_touch UNIQUE (message_id)
);
CREATE INDEX task_contact ON task (contact_id, id);
CREATE INDEX task_open ON task (team, state, id);

-- Messages that a person wrote, until they are settled. The message itself is in the table message, without a run.
CREATE TABLE by_hand (
    message_id   BIGINT NOT NULL PRIMARY KEY,
    team         VARCHAR NOT NULL,
    contact_id   BIGINT NOT NULL,
    written_by   VARCHAR,
    request_key  VARCHAR,          -- the sender's own key of the request: the same one twice sends once
    fingerprint  VARCHAR NOT NULL, -- of what was asked for under that key
    due_at       TIMESTAMP(6) WITH TIME ZONE, -- business time; null once it is settled
    leased_until TIMESTAMP(6) WITH TIME ZONE, -- machine time; until then one node works on it
    asked        INTEGER NOT NULL, -- how often the provider was asked in vain
    CONSTRAINT by_hand_request UNIQUE (team, request_key)
);
CREATE INDEX by_hand_due ON by_hand (due_at);

-- What people are still to be told. At least once: a row stays due until the other side took it.
CREATE SEQUENCE notification_id START WITH 1 INCREMENT BY 1000;
CREATE TABLE notification (
    id         BIGINT NOT NULL PRIMARY KEY,
    team       VARCHAR NOT NULL,
    contact_id BIGINT NOT NULL,
    kind       VARCHAR NOT NULL,   -- email, webhook
    target     VARCHAR NOT NULL,
    subject    VARCHAR,
    body       VARCHAR NOT NULL,
    attempt    INTEGER NOT NULL,
    due_at     TIMESTAMP(6) WITH TIME ZONE, -- machine time; null once it was told or given up
    outcome    VARCHAR,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX notification_due ON notification (due_at);

-- Uses of tracked addresses, for a day: whether a click was a person's shows only by what comes with it.
CREATE SEQUENCE hit_id START WITH 1 INCREMENT BY 1000;
CREATE TABLE hit (
    id          BIGINT NOT NULL PRIMARY KEY,
    message_id  BIGINT NOT NULL,
    link_id     BIGINT NOT NULL,  -- 0: the hidden link, -1: the pixel
    fingerprint VARCHAR NOT NULL,
    agent       VARCHAR NOT NULL,
    engagement  VARCHAR NOT NULL, -- human, machine, unknown
    reason      VARCHAR NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    machine_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    decide_at   TIMESTAMP(6) WITH TIME ZONE -- machine time; null once it was judged and told
);
CREATE INDEX hit_message ON hit (message_id);
CREATE INDEX hit_decide ON hit (decide_at);
