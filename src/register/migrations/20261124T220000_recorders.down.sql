DROP FUNCTION register.is_recorded_by(int4, int4, text);
