-- Partial indexes: a run that is over, or a message that is settled, costs them nothing.
CREATE INDEX enrollment_due ON enrollment (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX enrollment_parked ON enrollment (parked_for) WHERE parked_for IS NOT NULL;
CREATE INDEX message_unknown ON message (id) WHERE unknown_since IS NOT NULL;

-- Room in each page for the next version of a row, so that an update that changes no indexed column stays in its page.
ALTER TABLE enrollment SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE message SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE counter SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE node SET (fillfactor = 50);
ALTER TABLE contact SET (fillfactor = 90);
