-- What came in by its kind, so that the few mails that fit nowhere are found among all replies.
CREATE INDEX inbound_kind ON inbound (kind, id);
