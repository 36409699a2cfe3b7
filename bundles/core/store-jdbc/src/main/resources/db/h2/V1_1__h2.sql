-- H2 has no partial indexes.
CREATE INDEX enrollment_due ON enrollment (due_at);
CREATE INDEX enrollment_parked ON enrollment (parked_for);
CREATE INDEX message_unknown ON message (unknown_since);
