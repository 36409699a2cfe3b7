INSERT INTO policy_memory (policy, name, content) VALUES ('cap', 'sms:+14155550101', '2026-01-05');
