-- What a task says of itself counts; before, the state of its run did, and open rows of runs that were over stayed for ever.
UPDATE task SET state = 'CANCELLED' WHERE state = 'OPEN' AND message_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM enrollment e WHERE e.id = task.enrollment_id AND e.state = 'STOPPED');
UPDATE task SET state = 'EXPIRED' WHERE state = 'OPEN' AND message_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM enrollment e WHERE e.id = task.enrollment_id
        AND (e.state = 'COMPLETED' OR e.step IS NULL OR e.step <> task.step));
