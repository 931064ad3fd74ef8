DROP INDEX register.opening_entry;
DROP INDEX register.opening_public;
CREATE INDEX opening_public ON register.opening (mission_id) WHERE release = 0 AND compartment = '';
