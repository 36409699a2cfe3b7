INSERT INTO template_override (team, sequence_id, file, content, changed_by, changed_at) VALUES ('acme', 'nurture', 'day-1.sms', 'Hello from Acme', 'admin', '2026-01-05T08:00:00Z');
