INSERT INTO audit VALUES (1, TIMESTAMP WITH TIME ZONE '2026-03-01 10:00:00+00', 'PERSON', 'Ann Alder', 1, 'default', 'team.changed', 'team:default', '{"name":{"from":"A","to":"B"}}', NULL, 'hash');
UPDATE audit_head SET number = 1, at = TIMESTAMP WITH TIME ZONE '2026-03-01 10:00:00+00', hash = 'hash';
INSERT INTO audit_key VALUES ('account:1', 'secret');
INSERT INTO erasure VALUES (9, 'default', 'Ann Alder', TIMESTAMP WITH TIME ZONE '2026-03-01 10:00:00+00', NULL, 3, NULL, TIMESTAMP WITH TIME ZONE '2026-03-01 11:00:00+00');
