-- How long claims of a kind are kept (docs/decisions/065). A rule is never changed: a later one replaces it
-- from its day on. Configuration, not record: it is in no entry.
CREATE TABLE register.retention (
  mission_id int4 NOT NULL REFERENCES register.mission,
  kind text COLLATE "C" NOT NULL,
  -- The day from which it holds.
  effective_from text COLLATE "C" NOT NULL,
  days int4 NOT NULL CHECK (days >= 0),
  -- From when the days are counted: when it was said, when it ceased to be true, when it was recorded.
  counted_from text COLLATE "C" NOT NULL CHECK (counted_from IN ('said', 'end', 'recorded')),
  -- The parts that are to be erased then, with commas between, or all.
  parts text COLLATE "C" NOT NULL,
  legal_basis text NOT NULL,
  PRIMARY KEY (mission_id, kind, effective_from)
);
GRANT SELECT, INSERT ON register.retention TO rollcall_app;
