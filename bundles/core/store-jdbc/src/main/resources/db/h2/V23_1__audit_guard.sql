-- H2 has triggers only in Java; here the chain alone tells.
CREATE INDEX IF NOT EXISTS audit_at ON audit (at, number);
