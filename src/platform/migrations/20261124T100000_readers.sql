-- The roles that reading is done as; row-level security decides what each sees (docs/decisions/012).
-- rollcall_reader: whoever signed in. What they may see is told by settings of the session (rollcall.*).
-- rollcall_portal: whoever did not. It sees what is public, and no setting widens that.
-- rollcall_eraser: carries out erasures that two people decided; it alone may delete payloads.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['rollcall_reader', 'rollcall_portal', 'rollcall_eraser'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- From PostgreSQL 16 on, having made a role does not yet allow SET ROLE to it.
    BEGIN
      EXECUTE format('GRANT %I TO %I', wanted, current_user);
    EXCEPTION
      WHEN insufficient_privilege THEN
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
          RAISE;
        END IF;
    END;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA platform TO rollcall_reader, rollcall_portal, rollcall_eraser;
