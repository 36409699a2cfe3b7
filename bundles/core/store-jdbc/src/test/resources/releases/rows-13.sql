UPDATE sequence SET changed_by = 'the folder /srv/routes of node web-1' WHERE id = 'nurture';
INSERT INTO found_text (sequence_id, hash, found_at) VALUES ('nurture', '0f', '2026-01-05T08:00:00Z');
