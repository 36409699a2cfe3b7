INSERT INTO event (team, id, type, contact_id, happened_at, received_at, source, data, hook, stopped)
VALUES ('default', 'hook:shop:A-1', 'purchase', NULL, '2026-01-05T08:00:00Z', '2026-01-05T08:00:01Z', 'API', '{"total":5}',
        'shop', '{"runs":[7]}');
INSERT INTO stranger_event (team, id, for_team, address, received_at)
VALUES ('default', 'hook:shop:A-1', 'default', 'bea@example.com', '2026-01-05T08:00:01Z');
