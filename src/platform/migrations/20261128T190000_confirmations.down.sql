DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM platform.notice WHERE channel = 'email' AND confirmed_at IS NULL) THEN
    RAISE EXCEPTION 'Some e-mail addresses are not confirmed, and the earlier version would write to them unasked; have them confirmed, or end those messages first.';
  END IF;
END
$$;
DROP TABLE platform.notice_confirmation;
ALTER TABLE platform.notice DROP COLUMN confirmed_at, DROP COLUMN confirm_at, DROP COLUMN confirm_tries;
