-- What came by a hook; an event that came another way costs it nothing.
CREATE INDEX event_hook ON event (hook, received_at DESC, id DESC) WHERE hook IS NOT NULL;
