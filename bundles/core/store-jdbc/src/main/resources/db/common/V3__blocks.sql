-- What must not be sent until a person lifts it. A lifted one stays for some minutes, so that a run that was parked for it
-- at the very moment is let go on as well.
CREATE TABLE block (
    name      VARCHAR NOT NULL PRIMARY KEY,
    reason    VARCHAR NOT NULL,
    set_by    VARCHAR NOT NULL,
    since     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lifted_at TIMESTAMP(6) WITH TIME ZONE -- machine time; null while it is set
);

-- Type of the policy that holds or denied it.
ALTER TABLE message ADD COLUMN policy VARCHAR;
