-- Partial indexes: a run that is over, or a message that is settled, costs them nothing.
CREATE INDEX enrollment_due ON enrollment (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX enrollment_parked ON enrollment (parked_for) WHERE parked_for IS NOT NULL;
CREATE INDEX message_unknown ON message (id) WHERE unknown_since IS NOT NULL;

-- Room in each page for the next version of a row, so that an update that changes no indexed column stays in its page.
-- Half a page for runs and messages: a batch writes every row of a page at once, and until it commits both versions of each
-- are there. With a fifth of a page only a quarter of the updates found room; the rest wrote a new entry into every index.
ALTER TABLE enrollment SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE message SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE counter SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE node SET (fillfactor = 50);
ALTER TABLE contact SET (fillfactor = 90);
