import type { LedgerEntry } from '../../lib/core/ledger.ts'
import type { Program } from '../../lib/core/program.ts'
import { entryOf, NOW } from './books.ts'

/** Whose books they are: by address, or by the coach's link. */
export const dana = { addresses: ['dana@client.example'], participants: ['linked|-#_'] }

/** Twelve sessions since January, without an end, in Berlin. */
export const program = (over: Partial<Program> = {}): Program => ({
  id: 'p1',
  clientId: 'dana',
  name: 'Twelve',
  sessions: 12,
  alreadyUsed: 0,
  from: '2026-01-01',
  to: null,
  perMonth: null,
  zone: 'Europe/Berlin',
  createdAt: 0,
  ...over,
})

/** A session that counted, by the instant of its start. */
export const entry = (at: string, over: Partial<LedgerEntry> = {}): LedgerEntry =>
  entryOf({
    id: `${at}|_`,
    answerId: at,
    sessionKey: at,
    participant: '_',
    sessionStart: Temporal.Instant.from(at).epochMilliseconds,
    at: NOW,
    ...over,
  })
