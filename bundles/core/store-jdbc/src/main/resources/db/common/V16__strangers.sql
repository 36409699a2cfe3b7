-- Events for an address that nobody has yet; they take effect when somebody comes who has it, or are let go after a while.
-- What the event says stands in its row in event.
CREATE TABLE stranger_event (
    team        VARCHAR NOT NULL,
    id          VARCHAR NOT NULL,
    for_team    VARCHAR,           -- null when its sender named none: whoever comes first
    address     VARCHAR NOT NULL,  -- E.164, or the e-mail address in lower case
    received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE INDEX stranger_address  ON stranger_event (address);
CREATE INDEX stranger_received ON stranger_event (received_at);

-- By which hook it came, and which runs it ended (a JSON list), for people.
ALTER TABLE event ADD COLUMN hook VARCHAR;
ALTER TABLE event ADD COLUMN stopped VARCHAR;
CREATE INDEX event_received ON event (team, received_at DESC, id DESC);

-- Forms took the place of the CRM's id, so that a lead of a form came a second time from the CRM's export.
UPDATE contact SET external_id = NULL
 WHERE external_id = 'form:' || email_key OR external_id = 'form:' || LOWER(phone);
