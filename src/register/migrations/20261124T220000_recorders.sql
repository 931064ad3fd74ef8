-- Whoever reported a casualty authorises it neither first nor second, so the rule must be able to ask who entered
-- what its reader sees (decision 079). The portal is not told.
GRANT SELECT (actor) ON register.opening TO rollcall_reader;
