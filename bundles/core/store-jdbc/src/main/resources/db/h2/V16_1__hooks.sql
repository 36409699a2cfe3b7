-- What came by a hook. H2 has no partial indexes.
CREATE INDEX event_hook ON event (hook, received_at DESC, id DESC);
