-- The role that every connection of the application takes on (SET ROLE); modules grant it what it may do.
-- Roles belong to the server, not to the database: another database may have made it already.
DO $$
BEGIN
  -- A login that may not make roles can still use one that its administrator made.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_app') THEN
    CREATE ROLE rollcall_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- From PostgreSQL 16 on, having made a role does not yet allow SET ROLE to it.
DO $$
BEGIN
  EXECUTE format('GRANT rollcall_app TO %I', current_user);
EXCEPTION
  WHEN insufficient_privilege THEN
    IF NOT pg_has_role(current_user, 'rollcall_app', 'MEMBER') THEN
      RAISE;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA platform TO rollcall_app;
GRANT SELECT ON platform.migration TO rollcall_app;
