INSERT INTO suppression (kind, address, reason, since, ends_at)
VALUES ('EMAIL', 'away@example.com', 'Parental leave', '2026-01-05T08:00:00Z', '2026-09-01T07:00:00Z');
