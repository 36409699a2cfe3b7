-- When a lead last turned to us by themselves: who just asked may be answered outside the sending window.
CREATE TABLE inquiry (
    contact_id BIGINT PRIMARY KEY,
    asked_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
