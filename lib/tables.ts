import type { Account, CalendarRecord } from './core/account.ts'
import type { Answer } from './core/answer.ts'
import type { Client } from './core/client.ts'
import type { CalendarEvent } from './core/event.ts'
import type { LedgerEntry } from './core/ledger.ts'
import type { Draft, Note } from './core/note.ts'
import type { Write } from './core/outbox.ts'
import type { PolicyUse } from './core/policy-change.ts'
import type { Program } from './core/program.ts'
import type { Proposal, QueueItem } from './core/proposal.ts'
import type { Rule } from './core/recognise.ts'
import type { Session } from './core/session.ts'
import type { Settings } from './core/settings.ts'
import type { BookingTool } from './core/tool.ts'

/** An event as kept here. The description is dropped (PRODUCT 3); `startMs`/`endMs` make all-day dates comparable (UTC midnight). */
export type EventRecord = CalendarEvent & {
  /** `calendarKey/eventId`. */
  readonly key: string
  readonly calendarKey: string
  readonly startMs: number
  readonly endMs: number
  /** Key of the session this is a copy of, or '' when it is not recognised. */
  readonly sessionKey: string
  /** When a pull last saw it, epoch ms. */
  readonly seenAt: number
  /** The tool that booked it, found out before the description was dropped. */
  readonly tool?: BookingTool | null
}

export type Setting = { readonly id: 'settings'; readonly value: Settings }
export type Diagnostic = {
  readonly id: string
  readonly at: number
  readonly what: string
  readonly detail: string
}
/** Sign-in secrets; never part of a backup (PRODUCT 8). */
export type Secret = { readonly id: string; readonly value: unknown }

/** Every table and its row. */
export type Tables = {
  readonly accounts: Account
  readonly calendars: CalendarRecord
  readonly events: EventRecord
  readonly sessions: Session
  readonly clients: Client
  readonly programs: Program
  readonly rules: Rule
  readonly answers: Answer
  readonly ledger: LedgerEntry
  readonly queue: QueueItem
  readonly proposals: Proposal
  readonly outbox: Write
  readonly notes: Note
  readonly drafts: Draft
  readonly settings: Setting
  /** Every policy that was ever in force here. */
  readonly policies: PolicyUse
  readonly diagnostics: Diagnostic
  readonly secrets: Secret
}
export type TableName = keyof Tables

/** The tables that a backup holds: every one but sign-in secrets (PRODUCT 8). */
export const BACKUP_TABLES = [
  'accounts',
  'calendars',
  'events',
  'sessions',
  'clients',
  'programs',
  'rules',
  'answers',
  'ledger',
  'queue',
  'proposals',
  'outbox',
  'notes',
  'drafts',
  'settings',
  'policies',
  'diagnostics',
] as const satisfies readonly TableName[]

/** Everything that a backup holds, as rows of today's tables. */
export type BackupRows = { readonly [Name in (typeof BACKUP_TABLES)[number]]: readonly Tables[Name][] }

/** The indexes of each table beside its primary key (`key` or `id`). `a+b` is a compound index queried with `[a, b]`. */
export type Indexes = {
  accounts: never
  calendars: 'accountId'
  events: 'calendarKey' | 'startMs' | 'endMs' | 'iCalUid' | 'seriesId' | 'sessionKey'
  /** `who`: addresses, and titles (as clients are known by them) of those without one; made by the store. */
  sessions: 'uid' | 'start' | 'open+end' | 'makeupOf' | 'who'
  clients: 'addresses' | 'titles' | 'participants'
  programs: 'clientId'
  rules: never
  answers: 'sessionKey' | 'code+id'
  ledger: 'sessionKey' | 'address'
  queue: 'sessionKey' | 'state'
  proposals: 'after' | 'state'
  outbox: 'lane' | 'state' | 'idempotencyKey' | 'sessionKey'
  notes: 'sessionKey' | 'address'
  drafts: never
  settings: never
  policies: 'at'
  diagnostics: 'at'
  secrets: never
}

/** What an index can hold. Numbers come before words, words before lists; an empty list before every other list. */
type Key = string | number | readonly Key[]

/** What can be asked of a table. Rows that an index finds come in its order; bounds are `lower <= index < upper`. */
export type Reading<T, Index extends string> = {
  get(key: string): Promise<T | undefined>
  getMany(keys: readonly string[]): Promise<readonly (T | undefined)[]>
  all(): Promise<readonly T[]>
  count(): Promise<number>
  /** At most `limit` of them, the first ones. */
  where(index: Index, value: Key, limit?: number): Promise<readonly T[]>
  /** Each row once, however many of the values it has. */
  whereAny(index: Index, values: readonly Key[]): Promise<readonly T[]>
  /** At most `limit` of them, the first ones. */
  between(index: Index, lower: Key, upper: Key, limit?: number): Promise<readonly T[]>
  /** The `limit` last ones below `upper`, the last one first. */
  last(index: Index, upper: Key, limit: number): Promise<readonly T[]>
}

/** The little of a database that the flows need. */
export type Table<T, Index extends string> = Reading<T, Index> & {
  /** Adds a row unless its key exists; tells whether it did. */
  add(row: T): Promise<boolean>
  put(row: T): Promise<void>
  putMany(rows: readonly T[]): Promise<void>
  remove(key: string): Promise<void>
  removeMany(keys: readonly string[]): Promise<void>
}

/** Tables to read: the books as a page sees them, or those of a transaction. */
export type Books<Name extends TableName = TableName> = {
  readonly [N in Name]: Reading<Tables[N], Indexes[N]>
}

export type Tx<Name extends TableName> = { readonly [N in Name]: Table<Tables[N], Indexes[N]> }

/**
 * The coach's books. `write` runs an intent in one transaction over the named tables: all of it or nothing, even when the worker is
 * killed (E34). Inside `work` only await the transaction's own tables. Rejects only when the database itself fails (E55).
 */
export type Store = {
  read<const Name extends TableName, R>(
    tables: readonly Name[],
    work: (tx: Tx<Name>) => Promise<R>,
  ): Promise<R>
  write<const Name extends TableName, R>(
    tables: readonly Name[],
    work: (tx: Tx<Name>) => Promise<R>,
  ): Promise<R>
}

/** What a page has: every table for itself, and all that it needs as of one moment. */
export type OpenBooks = Books & Pick<Store, 'read'>
