-- A team's own wording of a template. The sequence's revisions stay as they are.
CREATE TABLE template_override (
    team        VARCHAR NOT NULL,
    sequence_id VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    content     VARCHAR NOT NULL,
    changed_by  VARCHAR NOT NULL,
    changed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (team, sequence_id, file)
);
