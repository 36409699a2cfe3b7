-- Indexes only; a row that the lists of a team find.
INSERT INTO task (id, team, contact_id, owner, kind, title, state, created_at)
VALUES (24, 'default', 1, NULL, 'todo', 'Call back', 'OPEN', '2026-03-01T10:00:00Z');
