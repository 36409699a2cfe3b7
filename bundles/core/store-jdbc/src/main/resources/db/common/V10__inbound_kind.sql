-- What came in by its kind, so that the few mails that fit nowhere are found among all replies. An operator who missed the
-- index may have made it by hand.
CREATE INDEX IF NOT EXISTS inbound_kind ON inbound (kind, id);
