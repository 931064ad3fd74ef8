import fs from 'node:fs'

import { z } from 'zod'

import { kindsOf, recordEntries } from '#desk-kit'
import { groupBy, isDay, newId } from '#kit'
import { RefusedError } from '#platform'
import {
  COUNTED_FROM,
  type Due,
  ERASABLE,
  listDue,
  listRetention,
  openAppender,
  type RetentionRule,
  setRetention,
  UNSAID,
} from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { MISSION } from '../options.ts'
import { textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall retention`: how long claims of a kind are kept, and what has been kept long enough. */
export const retention: Command = {
  name: 'retention',
  record: 'open',
  summary: 'Say how long claims of a kind are kept, and propose to erase what was kept that long.',
  operands: [{ name: 'ACTION', summary: 'list, set or due' }],
  options: [
    MISSION,
    { name: 'file', value: 'FILE.json', summary: 'with set: the rules, as a JSON list' },
    {
      name: 'propose',
      value: null,
      summary: 'with due: propose to erase it, one proposal a legal basis; two people still decide',
    },
    { name: 'by', value: 'CODE', summary: 'with --propose: the party that decides, such as KEN' },
  ],
  examples: [
    'retention list',
    'retention set --file retention.json',
    'retention due --propose --by KEN',
  ],
  async run(run) {
    const { mission } = await chooseMission(run.db, run.given)
    const action = run.given.operand('ACTION')
    if (action === 'list') return list(run, mission)
    if (action === 'set') return set(run, mission)
    if (action === 'due') return due(run, mission)
    throw new UsageError(
      `"retention" does not know "${action}".${didYouMean(action, ['list', 'set', 'due'])} Write list, set or due.`,
    )
  },
}

const ruleSchema: z.ZodType<RetentionRule> = z.strictObject({
  kind: z.string(),
  effectiveFrom: z
    .string()
    .refine(isDay, { error: 'effectiveFrom is not a day such as 2027-01-01.' }),
  days: z.int().nonnegative(),
  countedFrom: z.enum(COUNTED_FROM),
  parts: z.union([z.literal('all'), z.array(z.enum(ERASABLE)).min(1)]),
  legalBasis: z.string().trim().min(1).max(300),
})

async function list({ db, io }: Run, mission: string): Promise<void> {
  const rules = await listRetention(db, mission)
  if (rules.length === 0) {
    await io.out(`${mission} has no rule of retention; everything is kept.\n`)
    return
  }
  const rows = rules.map(({ kind, effectiveFrom, days, countedFrom, parts, legalBasis }) => [
    kind,
    effectiveFrom,
    String(days),
    countedFrom,
    parts === 'all' ? parts : parts.join(','),
    legalBasis,
  ])
  await io.out(
    textTable(headings('kind', 'from', 'days', 'counted from', 'parts', 'legal basis'), rows),
  )
}

async function set({ db, desks, given, io }: Run, mission: string): Promise<void> {
  const file = given.option('file')
  if (file === undefined) throw new UsageError('"retention set" needs --file FILE.json.')
  const rules = readRules(file)
  const kinds = [...kindsOf(desks).keys()]
  const wrong = rules.find(({ kind }) => !kinds.includes(kind))
  if (wrong !== undefined) {
    throw new RefusedError(
      'incorrect',
      'retention.kind',
      `No desk declares the kind "${wrong.kind}".${didYouMean(wrong.kind, kinds)} Nothing was set.`,
    )
  }
  await setRetention(db, mission, rules)
  await io.out(`${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} set for ${mission}.\n`)
}

function readRules(file: string): readonly RetentionRule[] {
  const parsed = z.array(ruleSchema).safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  )
  throw new RefusedError(
    'incorrect',
    'retention.rules',
    `${file} holds rules that cannot be read; write a list of {"kind", "effectiveFrom", "days", "countedFrom", "parts", "legalBasis"}.\n${faults.join('\n')}`,
  )
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new RefusedError(
      'incorrect',
      'retention.file',
      `${file} cannot be read as JSON (${error instanceof Error ? error.message : String(error)}); name a file that holds a list of rules.`,
      { cause: error },
    )
  }
}

async function due(run: Run, mission: string): Promise<void> {
  const { db, clock, given, io } = run
  const found = await listDue(db, mission, clock.today())
  if (found.length === 0) {
    await io.out(`Nothing in ${mission} has been kept as long as its rule says.\n`)
    return
  }
  const rows = found.map(({ id, kind, subject, keptUntil, legalBasis }) => [
    id,
    kind,
    subject,
    keptUntil,
    legalBasis,
  ])
  await io.out(textTable(headings('entry', 'kind', 'subject', 'kept until', 'legal basis'), rows))
  if (given.has('propose')) await propose(run, mission, found)
}

/** One proposal a legal basis, since each is cited by its own. */
async function propose(run: Run, mission: string, found: readonly Due[]): Promise<void> {
  const { db, clock, desks, actor, delayHours, given, io } = run
  const by = given.option('by')
  if (by === undefined) throw new UsageError('"retention due --propose" needs --by CODE.')
  const appender = openAppender({ db, clock, delayHours })
  const drafts = [...groupBy(found, ({ legalBasis }) => legalBasis)].flatMap(([legalBasis, all]) =>
    pagesOf(all).map((some) => ({
      type: 'erasure',
      id: newId(),
      handling: UNSAID,
      targets: some.map(({ id, parts }) => ({ entry: id, parts })),
      legalBasis,
      by,
      saidAt: clock.now(),
      reason: 'Kept as long as the rule of retention says.',
    })),
  )
  const ctx = { db, clock, appender, mission, actor }
  for (const { id, seq } of await recordEntries(ctx, kindsOf(desks), drafts)) {
    await io.out(`${id} proposed as entry ${seq}; somebody else has to approve it.\n`)
  }
}

/** The most that one erasure names. */
const MOST = 1000

function pagesOf(all: readonly Due[]): readonly (readonly Due[])[] {
  const pages = Math.ceil(all.length / MOST)
  return Array.from({ length: pages }, (_, page) => all.slice(page * MOST, (page + 1) * MOST))
}

function headings(...names: readonly string[]) {
  return names.map((heading) => ({ heading, align: 'start' as const }))
}
