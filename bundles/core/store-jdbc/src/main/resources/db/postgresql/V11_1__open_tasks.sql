-- The open tasks of a run; one that is over costs it nothing.
CREATE INDEX task_run ON task (enrollment_id) WHERE state = 'OPEN';
