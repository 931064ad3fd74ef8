-- Lists of claims by time and by kind: the latest are found without reading all that was ever said.
CREATE INDEX claim_said ON register.claim (mission_id, said, seq);
CREATE INDEX claim_begun ON register.claim (mission_id, outer_from, seq);
CREATE INDEX lane_kind ON register.lane (mission_id, kind_id);
