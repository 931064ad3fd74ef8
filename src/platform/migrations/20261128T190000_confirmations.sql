-- An e-mail address is told nothing before whoever reads its mail, signed in as whoever wants to be told, has said yes.
ALTER TABLE platform.notice
  -- When the address was confirmed; null where it was not. A webhook is not asked.
  ADD COLUMN confirmed_at timestamptz,
  -- When the next message that asks for it is sent; null where none is due.
  ADD COLUMN confirm_at timestamptz,
  ADD COLUMN confirm_tries int4 NOT NULL DEFAULT 0;

-- Addresses from before this rule are asked, too.
UPDATE platform.notice SET confirm_at = now() WHERE channel = 'email';

-- One-time links to confirm with, by the hashes of their secrets. They outlive the wish, so that how many were sent
-- in a day is known.
CREATE TABLE platform.notice_confirmation (
  hash bytea PRIMARY KEY,
  mission text COLLATE "C" NOT NULL,
  account uuid NOT NULL REFERENCES platform.account,
  -- A link confirms the address that it was sent to and no other.
  address text NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX notice_confirmation_whose ON platform.notice_confirmation (account, made_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.notice_confirmation TO rollcall_app;
