INSERT INTO inquiry (contact_id, asked_at) VALUES (1, '2026-01-05T08:00:00Z');
