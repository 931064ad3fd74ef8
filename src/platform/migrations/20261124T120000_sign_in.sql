-- Who signs in, with what, and what happened. No secret stands here in a form that could be used:
-- passwords as argon2id, links, sessions, tokens and recovery codes as hashes, TOTP secrets encrypted.
CREATE TABLE platform.account (
  account uuid PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  shown_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  -- Holds the role of administrator in every mission that has no other administrator.
  founder boolean NOT NULL,
  password_hash text,
  totp_secret bytea,
  -- Shown to its owner and not yet proved by a first code.
  totp_pending bytea,
  -- The time step of the last code that was taken: none is taken twice.
  totp_step int8 NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL
);

CREATE TABLE platform.account_grant (
  mission text COLLATE "C" NOT NULL,
  account uuid NOT NULL REFERENCES platform.account,
  role text NOT NULL,
  -- Null stands for every desk.
  desks text[],
  compartments text[] NOT NULL,
  until timestamptz,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (mission, account, role)
);
CREATE INDEX account_grant_account ON platform.account_grant (account);

CREATE TABLE platform.sign_in_link (
  hash bytea PRIMARY KEY,
  -- Null: whoever opens it becomes the first administrator.
  account uuid REFERENCES platform.account,
  purpose text NOT NULL CHECK (purpose IN ('first', 'invite', 'reset')),
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE platform.session (
  hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account uuid NOT NULL REFERENCES platform.account,
  -- half: a second factor is still asked for. single: none was. full: two were given.
  strength text NOT NULL CHECK (strength IN ('half', 'single', 'full')),
  browser text NOT NULL,
  begun_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX session_account ON platform.session (account);

-- Browsers that signed in before: what others get wrong does not slow them.
CREATE TABLE platform.known_browser (
  hash bytea PRIMARY KEY,
  account uuid NOT NULL REFERENCES platform.account,
  ends_at timestamptz NOT NULL
);

CREATE TABLE platform.recovery_code (
  account uuid NOT NULL REFERENCES platform.account,
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account, hash)
);

CREATE TABLE platform.passkey (
  credential text COLLATE "C" PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account uuid NOT NULL REFERENCES platform.account,
  label text NOT NULL,
  public_key bytea NOT NULL,
  counter int8 NOT NULL,
  transports text[] NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_account ON platform.passkey (account);

CREATE TABLE platform.identity (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  account uuid NOT NULL REFERENCES platform.account,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);

CREATE TABLE platform.api_token (
  hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account uuid NOT NULL REFERENCES platform.account,
  label text NOT NULL,
  scopes text[] NOT NULL,
  missions text[] NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_account ON platform.api_token (account);

-- What was asked of a browser and is waited for: a passkey's answer, the way back from a provider.
CREATE TABLE platform.ceremony (
  hash bytea PRIMARY KEY,
  purpose text NOT NULL,
  -- The browser that it was asked of, by the hash of its cookie.
  browser bytea NOT NULL,
  payload text NOT NULL,
  ends_at timestamptz NOT NULL
);

-- How often a name was tried in vain, by a keyed hash of the name: unknown names are counted alike.
CREATE TABLE platform.sign_in_attempt (
  key bytea PRIMARY KEY,
  tries int4 NOT NULL,
  last_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL
);

CREATE TABLE platform.audit (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  event text NOT NULL,
  -- Whoever did it: an account's id, "local" on the command line, null where nobody was signed in.
  actor text,
  account uuid,
  mission text,
  detail text NOT NULL
);
CREATE INDEX audit_at ON platform.audit (at, id);

GRANT SELECT, INSERT, UPDATE ON platform.account, platform.account_grant, platform.sign_in_link,
  platform.session, platform.recovery_code, platform.passkey, platform.api_token,
  platform.sign_in_attempt TO rollcall_app;
GRANT SELECT, INSERT ON platform.known_browser, platform.identity, platform.ceremony, platform.audit
  TO rollcall_app;
GRANT DELETE ON platform.account_grant, platform.session, platform.known_browser,
  platform.recovery_code, platform.passkey, platform.identity, platform.ceremony,
  platform.sign_in_attempt TO rollcall_app;
