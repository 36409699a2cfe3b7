-- Lists of some teams only: a page costs what the team has, however much the others have.
CREATE INDEX message_team    ON message (team, id);
CREATE INDEX enrollment_team ON enrollment (team, id);
CREATE INDEX contact_team    ON contact (team, id);
CREATE INDEX task_team       ON task (team, id);
CREATE INDEX inbound_team    ON inbound (team, id);
