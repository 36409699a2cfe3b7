-- Messages whose run ended while they were on their way or in doubt. They move nobody on any more, but what became of them is
-- found out and told. A row goes when it is known, or when the provider was asked often enough.
CREATE TABLE straggler (
    message_id BIGINT NOT NULL PRIMARY KEY,
    look_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,  -- machine time
    asked      INTEGER NOT NULL
);
CREATE INDEX straggler_look_at ON straggler (look_at);
