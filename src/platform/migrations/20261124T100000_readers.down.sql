-- The roles themselves stay: they belong to the server, and another database of it may use them.
-- Without a grant they can do nothing here.
REVOKE USAGE ON SCHEMA platform FROM rollcall_reader, rollcall_portal, rollcall_eraser;
