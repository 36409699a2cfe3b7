INSERT INTO consent (id, kind, address, channel, state, source, wording, happened_at, contact_id, team, recorded_by) VALUES (1, 'PHONE', '+14155550101', 'sms', 'IN', 'form', 'You may text me', '2026-01-05T08:00:00Z', 1, 'acme', 'form');
UPDATE suppression SET notice = 9 WHERE address = '+14155550102';
UPDATE by_hand SET path = 'ANSWER' WHERE message_id = 7;
