DROP INDEX register.lane_kind;
DROP INDEX register.claim_begun;
DROP INDEX register.claim_said;
