-- When a suppression ends by itself; null: only somebody takes it back.
ALTER TABLE suppression ADD COLUMN ends_at TIMESTAMP(6) WITH TIME ZONE;
