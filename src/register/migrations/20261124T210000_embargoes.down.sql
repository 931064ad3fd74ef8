REVOKE SELECT (not_before) ON register.opening FROM rollcall_reader;
DROP INDEX register.opening_embargoed;
