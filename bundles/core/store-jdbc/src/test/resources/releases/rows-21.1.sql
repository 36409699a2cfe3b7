INSERT INTO account_identity VALUES (1, 1, 'https://login.example.com', 'f81d4fae', TRUE, TIMESTAMP WITH TIME ZONE '2026-03-01 10:00:00+00', NULL);
