import {
  array,
  boolean,
  literal,
  looseObject,
  nullable,
  number,
  enum as oneOf,
  optional,
  record,
  refine,
  safeParse,
  string,
  union,
  unknown,
  type ZodMiniType,
} from 'zod/mini'
import type { BackupProblem } from '../core/backup.ts'
import { err, ok, type Result } from '../core/result.ts'
import { isDate } from '../core/time.ts'
import { BACKUP_TABLES, type BackupRows } from '../tables.ts'
import { broughtUp } from './brought-up.ts'
import { schemas } from './schema.ts'

/**
 * What a row must have to be let in: its key, what it is found by, and what figures and writes are made of. Fields beyond that pass as
 * they are, so that what is restored is what was saved.
 */
const text = string()
const texts = array(string())
const time = nullable(number())
const kind = oneOf(['paid', 'complimentary'])
const objects = array(looseObject({}))
const span = { start: number(), end: number() }

const day = string().check(refine(isDate))

/** What every balance is derived from beside the ledger: a date that is none would stop every page that shows the program. */
const terms = {
  name: text,
  sessions: number(),
  alreadyUsed: number(),
  from: day,
  to: nullable(day),
  perMonth: nullable(number()),
}
const said = { id: text, at: number(), instead: nullable(text) }
const programChange = union([
  looseObject({ ...said, type: literal('paused'), from: day, to: day, movesEnd: boolean() }),
  looseObject({ ...said, type: literal('extended'), sessions: number(), to: nullable(day) }),
  looseObject({ ...said, type: literal('withdrawn') }),
  looseObject({ ...said, type: literal('corrected'), was: looseObject(terms) }),
])

const shapes: { readonly [Name in keyof BackupRows]: ZodMiniType } = {
  accounts: looseObject({
    id: text,
    provider: oneOf(['google', 'outlook', 'practice']),
    email: text,
    name: text,
    access: oneOf(['read', 'write']),
    state: oneOf(['ok', 'sign-in']),
    connectedAt: number(),
  }),
  calendars: looseObject({ key: text, id: text, accountId: text, name: text, zone: text, chosen: boolean() }),
  events: looseObject({
    key: text,
    id: text,
    calendarKey: text,
    sessionKey: text,
    startMs: number(),
    endMs: number(),
    title: text,
    attendees: objects,
    marks: record(string(), string()),
  }),
  sessions: looseObject({
    key: text,
    uid: text,
    ...span,
    zone: text,
    copies: objects,
    participants: array(looseObject({ id: text, address: nullable(text) })),
    sightings: objects,
    open: union([literal(0), literal(1)]),
    standing: oneOf(['open', 'answered', 'history', 'canceled', 'aside']),
  }),
  clients: looseObject({
    id: text,
    name: text,
    addresses: texts,
    titles: texts,
    participants: texts,
    kinds: array(looseObject({ from: number(), kind })),
    dontAsk: boolean(),
    merged: optional(
      array(looseObject({ client: looseObject({ id: text, addresses: texts }), programs: texts })),
    ),
  }),
  programs: looseObject({
    id: text,
    ...terms,
    clientId: text,
    zone: text,
    changes: optional(array(programChange)),
  }),
  rules: looseObject({ id: text, order: number(), include: boolean(), match: looseObject({ type: text }) }),
  answers: looseObject({
    id: text,
    at: number(),
    device: text,
    code: text,
    kind,
    counts: boolean(),
    reschedule: boolean(),
    sessionKey: text,
    participant: text,
    base: texts,
    inForce: boolean(),
    repeated: optional(texts),
  }),
  ledger: looseObject({
    id: text,
    answerId: text,
    sessionKey: text,
    participant: text,
    address: nullable(text),
    sessionStart: number(),
    zone: text,
    kind,
    delta: union([literal(-1), literal(0), literal(1)]),
    compensates: nullable(text),
    at: number(),
  }),
  queue: looseObject({
    id: text,
    sessionKey: text,
    participant: text,
    state: text,
    since: number(),
    notMovedTo: optional(texts),
    notPutOffTo: optional(array(number())),
    notBooked: optional(texts),
  }),
  proposals: looseObject({
    id: text,
    after: text,
    purpose: oneOf(['makeup', 'next']),
    way: oneOf(['hold', 'invite']),
    state: text,
    slots: array(looseObject({ ...span, eventId: text, state: text })),
    expiresAt: number(),
  }),
  outbox: looseObject({
    id: text,
    idempotencyKey: text,
    accountId: text,
    calendarKey: text,
    eventId: text,
    lane: text,
    sequence: number(),
    operation: looseObject({ type: oneOf(['annotate', 'mark', 'insert', 'patch', 'remove', 'strip']) }),
    state: oneOf(['queued', 'consent', 'dead', 'paused']),
    attempts: number(),
    tried: optional(boolean()),
    nextAttemptAt: number(),
    createdAt: number(),
  }),
  notes: looseObject({
    id: text,
    sessionKey: text,
    text,
    minutes: time,
    actions: array(looseObject({ id: text, text, done: boolean() })),
  }),
  drafts: looseObject({ id: text, value: optional(unknown()), updatedAt: number() }),
  settings: looseObject({
    id: literal('settings'),
    value: looseObject({
      installedAt: number(),
      device: text,
      ask: looseObject({}),
      annotations: looseObject({ consent: oneOf(['ask', 'on', 'off']), off: texts, on: texts }),
      reschedule: looseObject({}),
      policy: nullable(looseObject({})),
    }),
  }),
  policies: looseObject({
    id: text,
    at: number(),
    by: oneOf(['coach', 'file', 'organisation', 'organisation-gone']),
    policy: looseObject({ version: text }),
  }),
  diagnostics: looseObject({ id: text, at: number(), what: text, detail: text }),
}

const tables = record(string(), objects)

/**
 * The rows of a backup of the given schema, brought up to today's and checked; `counts` is what its header promises of each table.
 * `damaged` when anything is not what it should be: then nothing of it is used (E57).
 */
export const checkedRows = (
  saved: unknown,
  schema: number,
  counts: Readonly<Record<string, number>>,
): Result<BackupRows, BackupProblem> => {
  const found = safeParse(tables, saved)
  if (!found.success) return err('damaged')
  if (Object.entries(counts).some(([name, count]) => found.data[name]?.length !== count))
    return err('damaged')
  try {
    const rows = broughtUp(found.data, schema, schemas.length)
    for (const name of BACKUP_TABLES) {
      const own = rows[name]
      if (own !== undefined && !safeParse(array(shapes[name]), own).success) return err('damaged')
    }
    // A table that came later has no rows in an older backup.
    return ok(
      Object.fromEntries(BACKUP_TABLES.map((name) => [name, rows[name] ?? []])) as unknown as BackupRows,
    )
  } catch {
    // An upgrade that stumbles over a row says the same.
    return err('damaged')
  }
}
