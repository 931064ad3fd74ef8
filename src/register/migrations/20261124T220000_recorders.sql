-- Whoever reported a casualty authorises it neither first nor second (decision 079), so the rule must be able to ask
-- whether somebody entered what they see. Who else did is told to nobody who reads: a reader is answered about
-- themselves alone. Null where nobody is known to have entered it.
CREATE FUNCTION register.is_recorded_by(of_mission int4, entry int4, account text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT bool_or(o.actor = account) FROM register.opening o
  WHERE o.mission_id = of_mission AND o.seq = entry AND o.actor <> ''
    AND coalesce(nullif(current_setting('rollcall.actor', true), ''), account) = account
$$;
REVOKE ALL ON FUNCTION register.is_recorded_by(int4, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.is_recorded_by(int4, int4, text) TO rollcall_app, rollcall_reader;
