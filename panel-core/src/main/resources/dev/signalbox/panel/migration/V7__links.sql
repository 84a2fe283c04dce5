ALTER TABLE daemons ADD COLUMN proposed VARCHAR(8000) DEFAULT '' NOT NULL;
ALTER TABLE daemons ADD COLUMN dial_address VARCHAR(1000);
-- SHA-256 of the TLS key that the daemon shows there
ALTER TABLE daemons ADD COLUMN dial_key VARCHAR(64);

ALTER TABLE join_codes ADD COLUMN addresses VARCHAR(8000) DEFAULT '' NOT NULL;

CREATE TABLE pending_revocations (
  daemon VARCHAR(64) NOT NULL REFERENCES daemons (id) ON DELETE CASCADE,
  person VARCHAR(64) NOT NULL,
  PRIMARY KEY (daemon, person)
);
