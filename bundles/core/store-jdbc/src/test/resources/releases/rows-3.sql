INSERT INTO block (name, reason, set_by, since, lifted_at) VALUES ('everything', 'Holidays', 'admin', '2026-01-05T08:00:00Z', NULL);
UPDATE message SET policy = 'quiet-hours' WHERE id = 1;
