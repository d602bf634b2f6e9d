import type { TableName } from '../ports.ts'

/** Tables that a version has new or otherwise: the primary key, then the indexes; `*` indexes each element of a list. */
export type Schema = Readonly<Record<string, string>>

/**
 * Every schema ever shipped, oldest first; append-only, so that data of any earlier version can be brought up (E56). A later version
 * names only the tables that change. They must match `Indexes` in `ports.ts`.
 */
export const schemas = [
  {
    accounts: 'id',
    calendars: 'key, accountId',
    events: 'key, calendarKey, startMs, endMs, iCalUid, seriesId, sessionKey',
    sessions: 'key, uid, start, [open+end], makeupOf',
    clients: 'id, *addresses, *titles, *participants',
    programs: 'id, clientId',
    rules: 'id',
    answers: 'id, sessionKey',
    ledger: 'id, sessionKey, address',
    queue: 'id, sessionKey, state',
    proposals: 'id, queueId, state',
    outbox: 'id, lane, state, idempotencyKey, sessionKey',
    notes: 'id, sessionKey, address',
    drafts: 'id',
    settings: 'id',
    diagnostics: 'id, at',
    secrets: 'id',
  },
  // Times are offered for more than what is in the queue: a proposal says what it is for, and after which session.
  { proposals: 'id, after, state' },
  // The policies that were in force, for their history.
  { policies: 'id, at' },
  // Answers by what was said: "what if" reads only those that could come out otherwise.
  { answers: 'id, sessionKey, [code+id]' },
  // A client's page reads the client's own sessions, not everybody's.
  { sessions: 'key, uid, start, [open+end], makeupOf, *who' },
] as const satisfies readonly Partial<Record<TableName, string>>[]
