-- Sealed secrets, and which server names each certificate holder has.

CREATE TABLE vault (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  -- goes up with every replacement; sealed in with the secret, so that no row stands in for another
  version INTEGER NOT NULL,
  -- base64 of nonce, AES-256-GCM ciphertext and tag
  sealed VARCHAR(100000) NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- A name belongs to one holder at a time: the panel, or one daemon.
CREATE TABLE certificate_names (
  name VARCHAR(255) NOT NULL PRIMARY KEY,
  holder VARCHAR(80) NOT NULL
);
CREATE INDEX certificate_names_holder ON certificate_names (holder);
