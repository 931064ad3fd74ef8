-- Of every entry that is read it is asked to whom it is open, from a place of the record on. Two indexes led astray
-- there: one that held the mission alone, and one in which the entry came last. Where the planner knows no counts,
-- and the embedded engine never does, it took them for as good as the key, and each asking read all openings.
DROP INDEX register.opening_public;
CREATE INDEX opening_public ON register.opening (mission_id, seq, since) INCLUDE (withheld) WHERE release = 0 AND compartment = '';
CREATE INDEX opening_entry ON register.opening (mission_id, seq, since);
