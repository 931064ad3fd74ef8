-- Whom to tell, and how, that something new waits for them. Nothing of the record stands here: what waits is
-- known by a keyed hash, and worked out anew as whoever is told when they are told.
CREATE TABLE platform.notice (
  mission text COLLATE "C" NOT NULL,
  account uuid NOT NULL REFERENCES platform.account,
  channel text NOT NULL CHECK (channel IN ('email', 'webhook')),
  address text NOT NULL,
  -- What a webhook is signed with, encrypted for the account.
  secret bytea,
  -- Null stands for every desk.
  desks text[],
  rhythm text NOT NULL CHECK (rhythm IN ('daily', 'at_once')),
  -- The hour of a daily message, hh:mm in this zone.
  time text NOT NULL,
  zone text NOT NULL,
  language text NOT NULL,
  -- When it was last looked for something new to tell.
  looked_at timestamptz NOT NULL,
  PRIMARY KEY (mission, account, channel)
);

-- What was told already; what no longer waits is forgotten, so that it is told when it waits again.
CREATE TABLE platform.notice_told (
  mission text COLLATE "C" NOT NULL,
  account uuid NOT NULL,
  channel text NOT NULL,
  matter text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission, account, channel, matter),
  FOREIGN KEY (mission, account, channel) REFERENCES platform.notice ON DELETE CASCADE
);

CREATE TABLE platform.notice_delivery (
  id uuid PRIMARY KEY,
  mission text COLLATE "C" NOT NULL,
  account uuid NOT NULL,
  channel text NOT NULL,
  matters text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'dropped', 'given_up')),
  tries int4 NOT NULL,
  -- When it is tried, and after a failure tried again.
  next_at timestamptz NOT NULL,
  -- What went wrong the last time: a code, never what a server answered in words.
  fault text,
  FOREIGN KEY (mission, account, channel) REFERENCES platform.notice ON DELETE CASCADE
);
CREATE INDEX notice_delivery_next ON platform.notice_delivery (next_at) WHERE state = 'waiting';
CREATE INDEX notice_delivery_whose ON platform.notice_delivery (mission, account, channel);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.notice, platform.notice_told, platform.notice_delivery
  TO rollcall_app;
