-- What is under an embargo that ends at an instant: found at once among all that is confidential.
CREATE INDEX opening_embargoed ON register.opening (mission_id, not_before)
  WHERE release = 3 AND not_before IS NOT NULL;
-- Whoever works with what is under embargo must know when it may be lifted.
GRANT SELECT (not_before) ON register.opening TO rollcall_reader;
