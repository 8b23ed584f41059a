-- When Meta refused the token, in seconds since 1970, where it has not accepted it since: a later check that finds nothing
-- out does not undo that.
ALTER TABLE connection ADD COLUMN refused_at INTEGER;
