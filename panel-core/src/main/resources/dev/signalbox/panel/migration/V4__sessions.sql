-- Where a session was begun and by what, so that its person can tell it from the others.

ALTER TABLE sessions ADD COLUMN address VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE sessions ADD COLUMN user_agent VARCHAR(300) DEFAULT '' NOT NULL;
