-- Erasure (docs/decisions/063): what two people decided to erase, and nothing else, can be deleted.
-- What a proposal names: an entry and a part of it, or what remained of an entry after an earlier erasure.
CREATE TABLE register.erasure (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  target int4 NOT NULL,
  part text COLLATE "C" NOT NULL,
  legal_basis text NOT NULL,
  PRIMARY KEY (mission_id, seq, target, part),
  FOREIGN KEY (mission_id, seq) REFERENCES register.proposal
);

-- What is erased: only by the approval of the proposal that named it, which is by somebody else
-- (register.approval holds four eyes).
ALTER TABLE register.approval ADD UNIQUE (mission_id, seq, target, verdict);
CREATE TABLE register.erased (
  mission_id int4 NOT NULL,
  target int4 NOT NULL,
  part text COLLATE "C" NOT NULL,
  erasure int4 NOT NULL,
  approval int4 NOT NULL,
  verdict text COLLATE "C" NOT NULL CHECK (verdict = 'approved'),
  legal_basis text NOT NULL,
  PRIMARY KEY (mission_id, target, part),
  FOREIGN KEY (mission_id, erasure, target, part) REFERENCES register.erasure,
  FOREIGN KEY (mission_id, approval, erasure, verdict) REFERENCES register.approval (mission_id, seq, target, verdict)
);
CREATE INDEX erased_approval ON register.erased (mission_id, approval);

-- The erasures after which the tables were rewritten, and what of the disk could not be reached then.
CREATE TABLE register.swept (
  mission_id int4 NOT NULL,
  approval int4 NOT NULL,
  swept_at text COLLATE "C" NOT NULL,
  left_over text NOT NULL,
  PRIMARY KEY (mission_id, approval, swept_at)
);

GRANT SELECT, INSERT ON register.erasure, register.erased, register.swept TO rollcall_app;
-- Whoever sees an entry is told what of it was erased, by which entry and on which legal basis.
GRANT SELECT ON register.erasure, register.erased TO rollcall_reader, rollcall_portal;
DO $$
DECLARE
  one text[];
BEGIN
  FOREACH one SLICE 1 IN ARRAY ARRAY[
    ['erasure', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = erasure.mission_id AND o.seq = erasure.seq)'],
    ['erased', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = erased.mission_id AND o.seq = erased.target)']
  ] LOOP
    EXECUTE format('ALTER TABLE register.%I ENABLE ROW LEVEL SECURITY', one[1]);
    EXECUTE format('CREATE POLICY app_works ON register.%I TO rollcall_app USING (true) WITH CHECK (true)', one[1]);
    EXECUTE format('CREATE POLICY readers_read ON register.%I FOR SELECT TO rollcall_reader, rollcall_portal USING (%s)', one[1], one[2]);
  END LOOP;
END
$$;

-- What remains of an erased entry, so that what is derived can be drawn anew, is for the record alone.
DROP POLICY readers_read ON register.payload;
CREATE POLICY readers_read ON register.payload FOR SELECT TO rollcall_reader, rollcall_portal USING (
  EXISTS (SELECT FROM register.opening o WHERE o.mission_id = payload.mission_id AND o.seq = payload.seq
    AND payload.part <> ALL (string_to_array(o.withheld, ',')))
  AND part <> 'actor' AND part NOT LIKE 'remains-%'
  AND (part NOT IN ('position', 'handling') OR (current_user = 'rollcall_reader'
    AND (SELECT coalesce(nullif(current_setting('rollcall.ceiling', true), '')::int2, 0)) >= 2))
);
-- Once its source is erased, the words of a claim hold nothing that was withheld.
DROP POLICY readers_read ON register.search;
CREATE POLICY readers_read ON register.search FOR SELECT TO rollcall_reader, rollcall_portal USING (
  EXISTS (SELECT FROM register.opening o WHERE o.mission_id = search.mission_id AND o.seq = search.seq
    AND (o.withheld = '' OR o.from_seq = search.from_seq
      OR EXISTS (SELECT FROM register.erased x WHERE x.mission_id = search.mission_id AND x.target = search.seq
        AND x.part = 'source' AND x.approval <= search.from_seq)))
);

-- The eraser sees keys, never what is written, and may take away or make unreadable only what is erased.
GRANT USAGE ON SCHEMA register TO rollcall_eraser;
GRANT SELECT ON register.erased TO rollcall_eraser;
CREATE POLICY eraser_reads ON register.erased FOR SELECT TO rollcall_eraser USING (true);
GRANT SELECT (mission_id, seq, part), DELETE ON register.payload TO rollcall_eraser;
GRANT SELECT (mission_id, seq, from_seq), DELETE ON register.search TO rollcall_eraser;
GRANT SELECT (mission_id, sha256), DELETE ON register.blob TO rollcall_eraser;
GRANT SELECT (mission_id, text_sha256), DELETE ON register.canonical_text TO rollcall_eraser;
GRANT SELECT (mission_id, seq, sha256, text_sha256), UPDATE (sha256, text_sha256) ON register.document TO rollcall_eraser;
GRANT SELECT (mission_id, seq, code), UPDATE (code) ON register.party TO rollcall_eraser;
GRANT SELECT (mission_id, seq, place), UPDATE (slug, place) ON register.subject TO rollcall_eraser;
GRANT SELECT (mission_id, asserter), UPDATE (asserter) ON register.lane TO rollcall_eraser;
GRANT SELECT (mission_id, seq), UPDATE (document) ON register.claim TO rollcall_eraser;
GRANT SELECT (mission_id, seq, actor), UPDATE (actor) ON register.opening TO rollcall_eraser;

CREATE POLICY eraser_erases ON register.payload TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = payload.mission_id AND x.target = payload.seq AND x.part = payload.part)
);
-- The words that were left are written by the approval itself, or later.
CREATE POLICY eraser_erases ON register.search TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = search.mission_id AND x.target = search.seq
    AND x.part IN ('statement', 'source', 'content', 'position', 'held', 'name') AND search.from_seq < x.approval)
);
CREATE POLICY eraser_sees ON register.document FOR SELECT TO rollcall_eraser USING (true);
CREATE POLICY eraser_erases ON register.document FOR UPDATE TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = document.mission_id AND x.target = document.seq AND x.part = 'content')
) WITH CHECK (sha256 IS NULL AND text_sha256 IS NULL);
-- Bytes and text are kept as long as another document holds the same.
CREATE POLICY eraser_erases ON register.blob TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.document d JOIN register.erased x ON x.mission_id = d.mission_id AND x.target = d.seq AND x.part = 'held'
    WHERE d.mission_id = blob.mission_id AND d.sha256 = blob.sha256)
  AND NOT EXISTS (SELECT FROM register.document d WHERE d.mission_id = blob.mission_id AND d.sha256 = blob.sha256
    AND NOT EXISTS (SELECT FROM register.erased x WHERE x.mission_id = d.mission_id AND x.target = d.seq AND x.part = 'held'))
);
CREATE POLICY eraser_erases ON register.canonical_text TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.document d JOIN register.erased x ON x.mission_id = d.mission_id AND x.target = d.seq AND x.part = 'held'
    WHERE d.mission_id = canonical_text.mission_id AND d.text_sha256 = canonical_text.text_sha256)
  AND NOT EXISTS (SELECT FROM register.document d WHERE d.mission_id = canonical_text.mission_id AND d.text_sha256 = canonical_text.text_sha256
    AND NOT EXISTS (SELECT FROM register.erased x WHERE x.mission_id = d.mission_id AND x.target = d.seq AND x.part = 'held'))
);
CREATE POLICY eraser_sees ON register.party FOR SELECT TO rollcall_eraser USING (true);
CREATE POLICY eraser_erases ON register.party FOR UPDATE TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = party.mission_id AND x.target = party.seq AND x.part = 'name')
) WITH CHECK (code = 'ERASED-' || seq);
CREATE POLICY eraser_erases ON register.subject TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = subject.mission_id AND x.target = subject.seq AND x.part IN ('name', 'position'))
) WITH CHECK (
  coalesce(place, '') = ''
  AND (slug = 'erased-' || seq OR NOT EXISTS (SELECT FROM register.erased x
    WHERE x.mission_id = subject.mission_id AND x.target = subject.seq AND x.part = 'name'))
);
CREATE POLICY eraser_sees ON register.lane FOR SELECT TO rollcall_eraser USING (true);
CREATE POLICY eraser_erases ON register.lane FOR UPDATE TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.party p JOIN register.erased x ON x.mission_id = p.mission_id AND x.target = p.seq AND x.part = 'name'
    WHERE p.mission_id = lane.mission_id AND p.code = lane.asserter)
) WITH CHECK (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = lane.mission_id AND x.part = 'name' AND lane.asserter = 'ERASED-' || x.target)
);
CREATE POLICY eraser_erases ON register.claim TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = claim.mission_id AND x.target = claim.seq AND x.part = 'source')
) WITH CHECK (document IS NULL);
CREATE POLICY eraser_erases ON register.opening TO rollcall_eraser USING (
  EXISTS (SELECT FROM register.erased x WHERE x.mission_id = opening.mission_id AND x.target = opening.seq AND x.part = 'actor')
) WITH CHECK (coalesce(actor, '') = '');

-- The planner keeps samples of a column's values, which would outlive what they were taken from. These
-- columns are found by keys that need none.
ALTER TABLE register.payload ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE register.payload ALTER COLUMN salt SET STATISTICS 0;
ALTER TABLE register.blob ALTER COLUMN bytes SET STATISTICS 0;
ALTER TABLE register.canonical_text ALTER COLUMN content SET STATISTICS 0;
ALTER TABLE register.search ALTER COLUMN words SET STATISTICS 0;
