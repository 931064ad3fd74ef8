-- Entries: append-only by grants (docs/decisions/008; no triggers, so that the schema can be distributed).
CREATE SCHEMA register;

CREATE TABLE register.mission (
  mission_id int4 PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  mission text NOT NULL UNIQUE,
  title text NOT NULL,
  party text
);

-- The last committed place; the one row that an append locks. The bounds are those of all that was ever
-- said and of all days with a bound: no index node outside them can hold anything.
CREATE TABLE register.head (
  mission_id int4 PRIMARY KEY REFERENCES register.mission,
  seq int4 NOT NULL,
  recorded_at text NOT NULL,
  first_said int8 NOT NULL,
  last_said int8 NOT NULL,
  first_day int4 NOT NULL,
  last_day int4 NOT NULL
);

CREATE TABLE register.entry (
  mission_id int4 NOT NULL REFERENCES register.mission,
  seq int4 NOT NULL,
  id uuid NOT NULL,
  entry_type text NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  payload_root bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, id)
);
CREATE INDEX entry_recorded ON register.entry (mission_id, recorded_at, seq);
CREATE INDEX entry_type_seq ON register.entry (mission_id, entry_type, seq);

-- What an entry says, in field groups, each with the salt of its commitment.
CREATE TABLE register.payload (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  part text NOT NULL,
  salt bytea NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (mission_id, seq, part)
);

-- Original bytes and canonical texts, by their hash.
CREATE TABLE register.blob (
  mission_id int4 NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (mission_id, sha256)
);
CREATE TABLE register.canonical_text (
  mission_id int4 NOT NULL,
  text_sha256 text COLLATE "C" NOT NULL,
  extractor text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (mission_id, text_sha256)
);

GRANT USAGE ON SCHEMA register TO rollcall_app;
GRANT SELECT, INSERT ON register.mission, register.entry, register.payload,
  register.blob, register.canonical_text TO rollcall_app;
GRANT SELECT, INSERT, UPDATE ON register.head TO rollcall_app;
