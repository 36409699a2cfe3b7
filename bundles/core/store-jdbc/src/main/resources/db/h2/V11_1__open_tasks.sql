-- The open tasks of a run. H2 has no partial indexes.
CREATE INDEX task_run ON task (enrollment_id);
