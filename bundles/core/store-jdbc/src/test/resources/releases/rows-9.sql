INSERT INTO straggler (message_id, look_at, asked) VALUES (2, '2026-01-05T08:05:00Z', 1);
