-- Derived tables: everything here can be rebuilt from the entries.
-- Days count from 0001-01-01, seconds from 0001-01-01T00:00:00Z (#kit); ranges are half-open.
CREATE TABLE register.kind (
  kind_id int2 PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE register.party (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  code text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, code)
);
CREATE TABLE register.subject (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  slug text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, slug)
);
CREATE TABLE register.document (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  id uuid NOT NULL,
  said int8 NOT NULL,
  sha256 text COLLATE "C",
  text_sha256 text COLLATE "C",
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, id)
);
CREATE INDEX document_text ON register.document (mission_id, text_sha256);

-- All claims of one asserter about one subject; its number is the seq of its first claim.
CREATE TABLE register.lane (
  mission_id int4 NOT NULL,
  lane int4 NOT NULL,
  kind_id int2 NOT NULL REFERENCES register.kind,
  subject int4 NOT NULL,
  asserter text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, lane),
  UNIQUE (mission_id, subject, kind_id, asserter)
);
CREATE TABLE register.claim (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  lane int4 NOT NULL,
  document int4,
  said int8 NOT NULL,
  outer_from int4 NOT NULL,
  outer_to int4 NOT NULL,
  inner_from int4,
  inner_to int4,
  PRIMARY KEY (mission_id, seq)
);
CREATE INDEX claim_lane ON register.claim (mission_id, lane, said);
CREATE INDEX claim_document ON register.claim (mission_id, document);

CREATE TABLE register.relation (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  relation text COLLATE "C" NOT NULL,
  source int4,
  target int4 NOT NULL,
  whose text COLLATE "C" NOT NULL,
  said int8 NOT NULL,
  PRIMARY KEY (mission_id, seq)
);
CREATE INDEX relation_target ON register.relation (mission_id, target);
CREATE INDEX relation_source ON register.relation (mission_id, source);
CREATE INDEX relation_name ON register.relation (mission_id, relation);

CREATE TABLE register.assessment (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  claim int4 NOT NULL,
  said int8 NOT NULL,
  PRIMARY KEY (mission_id, claim, seq)
);
CREATE TABLE register.decision (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  kind_id int2 NOT NULL,
  subject int4 NOT NULL,
  said int8 NOT NULL,
  PRIMARY KEY (mission_id, seq)
);
CREATE INDEX decision_subject ON register.decision (mission_id, subject, kind_id);

-- A claim's reach: valid × said × recorded. reach: 2 stands, 1 stands unless an imprecise later
-- claim replaced it, 0 its own imprecise dates leave it open.
CREATE TABLE register.open_box (
  mission_id int4 NOT NULL,
  lane int4 NOT NULL,
  claim int4 NOT NULL,
  said int8 NOT NULL,
  kind_id int2 NOT NULL,
  valid_from int4 NOT NULL,
  valid_to int4 NOT NULL,
  said_from int8 NOT NULL,
  said_to int8 NOT NULL,
  seq_from int4 NOT NULL,
  reach int2 NOT NULL,
  valid_node int4 NOT NULL,
  said_node int4 NOT NULL,
  PRIMARY KEY (mission_id, lane, claim, valid_from, said_from, seq_from)
);
CREATE INDEX open_box_stab ON register.open_box (mission_id, kind_id, said_node, valid_node, valid_from)
  INCLUDE (valid_to, said_from, said_to, seq_from, claim, reach);
-- For an earlier record: most boxes that are open today were not there yet. The condition always holds;
-- only a question that repeats it is answered from here, whatever the planner guesses.
CREATE INDEX open_box_past ON register.open_box (mission_id, kind_id, said_node, valid_node, seq_from)
  INCLUDE (valid_from, valid_to, said_from, said_to, claim, reach) WHERE seq_from > 0;

CREATE TABLE register.closed_box (
  mission_id int4 NOT NULL,
  lane int4 NOT NULL,
  claim int4 NOT NULL,
  kind_id int2 NOT NULL,
  valid_from int4 NOT NULL,
  valid_to int4 NOT NULL,
  said_from int8 NOT NULL,
  said_to int8 NOT NULL,
  seq_from int4 NOT NULL,
  seq_to int4 NOT NULL,
  reach int2 NOT NULL,
  valid_node int4 NOT NULL,
  seq_node int4 NOT NULL,
  PRIMARY KEY (mission_id, lane, claim, valid_from, said_from, seq_from)
);
CREATE INDEX closed_box_stab ON register.closed_box (mission_id, kind_id, seq_node, valid_node, valid_from)
  INCLUDE (valid_to, seq_from, seq_to, said_from, said_to, claim, reach);

CREATE TABLE register.search (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (mission_id, seq)
);
CREATE INDEX search_words ON register.search USING gin (words);

GRANT SELECT, INSERT ON register.kind, register.party, register.subject, register.document,
  register.lane, register.claim, register.relation, register.assessment, register.decision,
  register.closed_box, register.search TO rollcall_app;
GRANT SELECT, INSERT, DELETE ON register.open_box TO rollcall_app;
