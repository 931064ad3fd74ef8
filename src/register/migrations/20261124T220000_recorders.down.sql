REVOKE SELECT (actor) ON register.opening FROM rollcall_reader;
