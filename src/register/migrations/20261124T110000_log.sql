-- The transparency log of each mission (docs/decisions/020). Its leaves are entry.leaf_hash in the order of seq;
-- everything here is public, and can be worked out from the leaves but for what was signed.

-- The root over 256 hashes that are complete: leaves at level 0, such roots above.
CREATE TABLE register.log_tile (
  mission_id int4 NOT NULL REFERENCES register.mission,
  level int2 NOT NULL,
  tile int4 NOT NULL,
  root bytea NOT NULL,
  PRIMARY KEY (mission_id, level, tile)
);

-- The name that a mission's log signs under; once used it stays.
CREATE TABLE register.log_origin (
  mission_id int4 PRIMARY KEY REFERENCES register.mission,
  origin text COLLATE "C" NOT NULL UNIQUE
);

-- When a key began to sign, and when it ended: retired after a change, or lost.
CREATE TABLE register.log_key (
  mission_id int4 NOT NULL REFERENCES register.mission,
  public_key bytea NOT NULL,
  what text NOT NULL CHECK (what IN ('begun', 'retired', 'lost')),
  size int4 NOT NULL,
  at text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, public_key, what)
);

-- What was signed: one row more for the same size only where other keys sign.
CREATE TABLE register.checkpoint (
  mission_id int4 NOT NULL REFERENCES register.mission,
  size int4 NOT NULL,
  made_at text COLLATE "C" NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (mission_id, size, made_at)
);

-- What witnesses signed of it.
CREATE TABLE register.cosignature (
  mission_id int4 NOT NULL REFERENCES register.mission,
  size int4 NOT NULL,
  witness text COLLATE "C" NOT NULL,
  second int8 NOT NULL,
  root bytea NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (mission_id, size, witness, second)
);

-- The witnesses that are asked, and the logs of others that this server is a witness of.
CREATE TABLE register.witness (
  vkey text COLLATE "C" PRIMARY KEY,
  url text NOT NULL,
  added_at text NOT NULL
);
CREATE TABLE register.witnessed_key (
  origin text COLLATE "C" NOT NULL,
  vkey text COLLATE "C" NOT NULL,
  added_at text NOT NULL,
  PRIMARY KEY (origin, vkey)
);
-- The latest checkpoint that was cosigned: checked and moved on in one statement.
CREATE TABLE register.witness_state (
  origin text COLLATE "C" PRIMARY KEY,
  size int8 NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  seen_at text NOT NULL
);

GRANT SELECT, INSERT ON register.log_tile, register.log_origin, register.log_key, register.checkpoint,
  register.cosignature TO rollcall_app;
GRANT SELECT, INSERT, DELETE ON register.witness, register.witnessed_key TO rollcall_app;
GRANT SELECT, INSERT, UPDATE ON register.witness_state TO rollcall_app;
GRANT USAGE ON SCHEMA register TO rollcall_reader, rollcall_portal;
GRANT SELECT ON register.log_tile, register.log_origin, register.log_key, register.checkpoint,
  register.cosignature, register.witness, register.witnessed_key, register.witness_state
  TO rollcall_reader, rollcall_portal;
