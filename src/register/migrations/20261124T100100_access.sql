-- Who sees what, decided by row-level security as #kit can() decides it (docs/decisions/012).
-- An opening: an audience that an entry is open to, from a place of the record on. Whoever is let in by one
-- of them sees the entry; asked about an earlier record, only what was open to them then.
-- release: 0 public, 1 partner, 2 restricted, 3 confidential. compartment, desk, withheld: '' where none.
CREATE TABLE register.proposal (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  what text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, seq, actor)
);

-- Four eyes, held by the database: the approver is not the proposer, and the proposer is who proposed it.
CREATE TABLE register.approval (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  target int4 NOT NULL,
  proposer text COLLATE "C" NOT NULL,
  approver text COLLATE "C" NOT NULL CHECK (approver <> proposer),
  verdict text COLLATE "C" NOT NULL CHECK (verdict IN ('approved', 'refused')),
  said int8 NOT NULL,
  PRIMARY KEY (mission_id, seq),
  UNIQUE (mission_id, target),
  UNIQUE (mission_id, seq, verdict),
  FOREIGN KEY (mission_id, target, proposer) REFERENCES register.proposal (mission_id, seq, actor)
);

CREATE TABLE register.opening (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  from_seq int4 NOT NULL,
  -- From where on it counts: earlier than the approval where the audience became smaller.
  since int4 NOT NULL CHECK (since <= from_seq),
  release int2 NOT NULL CHECK (release BETWEEN 0 AND 3),
  compartment text COLLATE "C" NOT NULL,
  desk text COLLATE "C" NOT NULL,
  -- Who recorded it, on the first opening only.
  actor text COLLATE "C",
  -- The field groups that stay behind, with commas between.
  withheld text COLLATE "C" NOT NULL,
  -- The instant before which it goes no further than restricted.
  not_before text COLLATE "C",
  -- The approval that opened it, unless it was recorded so.
  approval int4,
  verdict text COLLATE "C" CHECK (verdict = 'approved'),
  PRIMARY KEY (mission_id, seq, from_seq),
  CHECK (from_seq = seq OR (approval = from_seq AND verdict = 'approved')),
  FOREIGN KEY (mission_id, approval, verdict) REFERENCES register.approval (mission_id, seq, verdict)
);
CREATE INDEX opening_since ON register.opening (mission_id, since, seq);
CREATE INDEX opening_public ON register.opening (mission_id) WHERE release = 0 AND compartment = '';

-- What the payload root is the root over: one line a field group, its name and salted hash. It says nothing
-- of what was erased or is withheld, and lets what is left be checked.
CREATE TABLE register.commitment (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  lines text COLLATE "C" NOT NULL,
  PRIMARY KEY (mission_id, seq)
);
INSERT INTO register.commitment (mission_id, seq, lines)
SELECT mission_id, seq, string_agg(line, E'\n' ORDER BY line COLLATE "C")
FROM (SELECT mission_id, seq, part || ':' || encode(sha256(salt || convert_to(body, 'UTF8')), 'hex') AS line FROM register.payload) p
GROUP BY mission_id, seq;

-- Claims that not everybody may see never cut those that everybody sees: they lie in lanes apart.
ALTER TABLE register.lane ADD COLUMN apart text COLLATE "C" NOT NULL DEFAULT 'restricted';
ALTER TABLE register.lane ALTER COLUMN apart DROP DEFAULT;
-- The one claim of a lane that it was moved to when its audience changed.
ALTER TABLE register.lane ADD COLUMN claim int4;
ALTER TABLE register.lane DROP CONSTRAINT lane_mission_id_subject_kind_id_asserter_key;
ALTER TABLE register.lane ADD UNIQUE (mission_id, subject, kind_id, asserter, apart);
CREATE UNIQUE INDEX lane_claim ON register.lane (mission_id, claim) WHERE claim IS NOT NULL;

-- How far the lane of a box was open when its claims were recorded, 3 where that must be asked of the
-- opening: most boxes are let through, or not, by this one number, as reading stays fast only so.
ALTER TABLE register.open_box ADD COLUMN open_to int2 NOT NULL DEFAULT 2;
ALTER TABLE register.open_box ALTER COLUMN open_to DROP DEFAULT;
ALTER TABLE register.closed_box ADD COLUMN open_to int2 NOT NULL DEFAULT 2;
ALTER TABLE register.closed_box ALTER COLUMN open_to DROP DEFAULT;
DROP INDEX register.open_box_stab;
CREATE INDEX open_box_stab ON register.open_box (mission_id, kind_id, said_node, valid_node, valid_from)
  INCLUDE (valid_to, said_from, said_to, seq_from, claim, reach, open_to);
DROP INDEX register.open_box_past;
CREATE INDEX open_box_past ON register.open_box (mission_id, kind_id, said_node, valid_node, seq_from)
  INCLUDE (valid_from, valid_to, said_from, said_to, claim, reach, open_to) WHERE seq_from > 0;
DROP INDEX register.closed_box_stab;
CREATE INDEX closed_box_stab ON register.closed_box (mission_id, kind_id, seq_node, valid_node, valid_from)
  INCLUDE (valid_to, seq_from, seq_to, said_from, said_to, claim, reach, open_to);
-- Entries whose audience once became smaller: of them no number is believed. There are few.
CREATE TABLE register.recalled (
  mission_id int4 NOT NULL,
  seq int4 NOT NULL,
  at_seq int4 NOT NULL,
  PRIMARY KEY (mission_id, seq, at_seq)
);

-- From where on a relation counts: where it takes a claim back, not before it is as open as the claim.
ALTER TABLE register.relation ADD COLUMN from_seq int4;
UPDATE register.relation SET from_seq = seq;
ALTER TABLE register.relation ALTER COLUMN from_seq SET NOT NULL;

ALTER TABLE register.subject ADD COLUMN place text COLLATE "C";
UPDATE register.subject s SET place = p.body::json ->> 'place'
FROM register.payload p WHERE p.mission_id = s.mission_id AND p.seq = s.seq AND p.part = 'content';

ALTER TABLE register.search ADD COLUMN from_seq int4;
UPDATE register.search SET from_seq = seq;
ALTER TABLE register.search ALTER COLUMN from_seq SET NOT NULL;
ALTER TABLE register.search DROP CONSTRAINT search_pkey;
ALTER TABLE register.search ADD PRIMARY KEY (mission_id, seq, from_seq);

-- What was on record before there were readers apart is open to the mission's officers, and to nobody else.
INSERT INTO register.opening (mission_id, seq, from_seq, since, release, compartment, desk, actor, withheld)
SELECT e.mission_id, e.seq, e.seq, e.seq, 2, '', coalesce(split_part(k.kind, '.', 1), ''), p.body::json ->> 'actor', ''
FROM register.entry e
LEFT JOIN register.payload p ON p.mission_id = e.mission_id AND p.seq = e.seq AND p.part = 'actor'
LEFT JOIN register.relation r ON r.mission_id = e.mission_id AND r.seq = e.seq
LEFT JOIN register.assessment a ON a.mission_id = e.mission_id AND a.seq = e.seq
LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = coalesce(r.target, a.claim, e.seq)
LEFT JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
LEFT JOIN register.decision d ON d.mission_id = e.mission_id AND d.seq = coalesce(r.target, e.seq)
LEFT JOIN register.kind k ON k.kind_id = coalesce(l.kind_id, d.kind_id);
INSERT INTO register.proposal (mission_id, seq, what, actor)
SELECT d.mission_id, d.seq, 'decision', coalesce(p.body::json ->> 'actor', '')
FROM register.decision d
LEFT JOIN register.payload p ON p.mission_id = d.mission_id AND p.seq = d.seq AND p.part = 'actor';

GRANT SELECT, INSERT ON register.proposal, register.approval, register.commitment, register.recalled TO rollcall_app;
GRANT SELECT, INSERT, DELETE ON register.opening TO rollcall_app;

GRANT USAGE ON SCHEMA register TO rollcall_reader, rollcall_portal;
-- The log publishes all that stands in these: places, instants, hashes.
GRANT SELECT ON register.head, register.entry, register.commitment, register.recalled, register.kind TO rollcall_reader, rollcall_portal;
GRANT SELECT ON register.mission, register.payload, register.blob, register.canonical_text, register.party,
  register.subject, register.document, register.lane, register.claim, register.relation, register.assessment,
  register.decision, register.open_box, register.closed_box, register.search TO rollcall_reader, rollcall_portal;
-- Who recorded, proposed or approved something is not told.
GRANT SELECT (mission_id, seq, from_seq, since, release, compartment, desk, withheld) ON register.opening
  TO rollcall_reader, rollcall_portal;
GRANT SELECT (mission_id, seq, what) ON register.proposal TO rollcall_reader, rollcall_portal;
-- But for officers, who must know what they may not approve themselves.
GRANT SELECT (actor) ON register.proposal TO rollcall_reader;
GRANT SELECT (mission_id, seq, target, verdict, said) ON register.approval TO rollcall_reader, rollcall_portal;

ALTER TABLE register.opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON register.opening FOR SELECT TO rollcall_app USING (true);
CREATE POLICY app_closes ON register.opening FOR DELETE TO rollcall_app USING (true);
-- An embargo and the delay of a position end by the database's own clock.
CREATE POLICY app_opens ON register.opening FOR INSERT TO rollcall_app WITH CHECK (
  release >= 2 OR not_before IS NULL
  OR not_before <= to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
);
CREATE POLICY portal_reads ON register.opening FOR SELECT TO rollcall_portal USING (
  release = 0 AND compartment = ''
  AND since <= (SELECT coalesce(nullif(current_setting('rollcall.record_at', true), ''), '2147483647')::int4)
);
CREATE POLICY reader_reads ON register.opening FOR SELECT TO rollcall_reader USING (
  mission_id = (SELECT nullif(current_setting('rollcall.mission_id', true), '')::int4)
  AND since <= (SELECT coalesce(nullif(current_setting('rollcall.record_at', true), ''), '2147483647')::int4)
  AND (
    actor = (SELECT nullif(current_setting('rollcall.actor', true), ''))
    OR (
      (compartment = '' OR compartment = ANY ((SELECT string_to_array(current_setting('rollcall.compartments', true), ','))::text[]))
      AND (
        release <= (SELECT coalesce(nullif(current_setting('rollcall.ceiling', true), '')::int2, 0))
        OR (release = 3 AND (
          (SELECT current_setting('rollcall.confidential_at', true)) = 'all'
          OR (desk = '' AND (SELECT coalesce(current_setting('rollcall.confidential_at', true), '')) <> '')
          OR desk = ANY ((SELECT string_to_array(current_setting('rollcall.confidential_at', true), ','))::text[])
        ))
      )
    )
  )
);

-- Everything else that belongs to an entry is seen by whom the entry is open to.
DO $$
DECLARE
  one text[];
BEGIN
  FOREACH one SLICE 1 IN ARRAY ARRAY[
    ['mission', '(current_user = ''rollcall_reader'' AND mission_id = (SELECT nullif(current_setting(''rollcall.mission_id'', true), '''')::int4))
      OR EXISTS (SELECT FROM register.opening o WHERE o.mission_id = mission.mission_id)'],
    ['payload', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = payload.mission_id AND o.seq = payload.seq AND payload.part <> ALL (string_to_array(o.withheld, '','')))
      AND part <> ''actor''
      AND (part NOT IN (''position'', ''handling'') OR (current_user = ''rollcall_reader''
        AND (SELECT coalesce(nullif(current_setting(''rollcall.ceiling'', true), '''')::int2, 0)) >= 2))'],
    ['party', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = party.mission_id AND o.seq = party.seq)'],
    ['subject', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = subject.mission_id AND o.seq = subject.seq)'],
    ['document', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = document.mission_id AND o.seq = document.seq)'],
    ['claim', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = claim.mission_id AND o.seq = claim.seq)'],
    ['relation', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = relation.mission_id AND o.seq = relation.seq)'],
    ['assessment', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = assessment.mission_id AND o.seq = assessment.seq)'],
    ['decision', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = decision.mission_id AND o.seq = decision.seq)'],
    ['proposal', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = proposal.mission_id AND o.seq = proposal.seq)'],
    ['approval', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = approval.mission_id AND o.seq = approval.seq)'],
    ['search', 'EXISTS (SELECT FROM register.opening o WHERE o.mission_id = search.mission_id AND o.seq = search.seq
      AND (o.withheld = '''' OR o.from_seq = search.from_seq))'],
    ['lane', 'EXISTS (SELECT FROM register.claim c WHERE c.mission_id = lane.mission_id AND c.lane = lane.lane)
      OR EXISTS (SELECT FROM register.opening o WHERE o.mission_id = lane.mission_id AND o.seq = lane.claim)'],
    ['blob', 'EXISTS (SELECT FROM register.document d WHERE d.mission_id = blob.mission_id AND d.sha256 = blob.sha256)'],
    ['canonical_text', 'EXISTS (SELECT FROM register.document d WHERE d.mission_id = canonical_text.mission_id AND d.text_sha256 = canonical_text.text_sha256)']
  ] LOOP
    EXECUTE format('ALTER TABLE register.%I ENABLE ROW LEVEL SECURITY', one[1]);
    EXECUTE format('CREATE POLICY app_works ON register.%I TO rollcall_app USING (true) WITH CHECK (true)', one[1]);
    EXECUTE format('CREATE POLICY readers_read ON register.%I FOR SELECT TO rollcall_reader, rollcall_portal USING (%s)', one[1], one[2]);
  END LOOP;
END
$$;
DO $$
DECLARE
  box text;
  trusted constant text := '(mission_id::int8 * 4294967296 + claim) <> ALL (ARRAY(SELECT r.mission_id::int8 * 4294967296 + r.seq FROM register.recalled r))';
  asked text;
BEGIN
  FOREACH box IN ARRAY ARRAY['open_box', 'closed_box'] LOOP
    asked := format('EXISTS (SELECT FROM register.opening o WHERE o.mission_id = %1$I.mission_id AND o.seq = %1$I.claim)', box);
    EXECUTE format('ALTER TABLE register.%I ENABLE ROW LEVEL SECURITY', box);
    EXECUTE format('CREATE POLICY app_works ON register.%I TO rollcall_app USING (true) WITH CHECK (true)', box);
    EXECUTE format('CREATE POLICY portal_reads ON register.%I FOR SELECT TO rollcall_portal
      USING (CASE WHEN open_to = 0 AND %s THEN true ELSE %s END)', box, trusted, asked);
    EXECUTE format('CREATE POLICY reader_reads ON register.%I FOR SELECT TO rollcall_reader
      USING (mission_id = (SELECT nullif(current_setting(''rollcall.mission_id'', true), '''')::int4)
        AND CASE WHEN open_to <= (SELECT coalesce(nullif(current_setting(''rollcall.ceiling'', true), '''')::int2, 0)) AND %s
          THEN true ELSE %s END)', box, trusted, asked);
  END LOOP;
END
$$;
CREATE INDEX document_bytes ON register.document (mission_id, sha256);
