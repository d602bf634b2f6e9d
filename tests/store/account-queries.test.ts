import { beforeEach, describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { writeOf } from '../../lib/core/outbox.ts'
import { HOUR } from '../../lib/core/time.ts'
import type { Database } from '../../lib/store/db.ts'
import { connectedAccounts, leavingOf } from '../../lib/store/queries/accounts.ts'
import { calendarsState } from '../../lib/store/queries/attention.ts'
import { accountOf, calendarOf, eventOf, NOW, recordOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

let db: Database
beforeEach(() => {
  db = createTestDatabase()
})

const attention = async () => (await calendarsState(db, NOW)).attention

describe('what the coach should know of the calendars', () => {
  it('is nothing while they are read, and even an hour after the last news', async () => {
    await db.accounts.put(accountOf())
    await db.calendars.put(calendarOf({ pulledAt: NOW - 80 * 60_000 }))
    expect(await attention()).toBeNull()
  })

  it('E50 old data says how old and why, in one line', async () => {
    await db.accounts.put(accountOf())
    await db.calendars.putMany([
      calendarOf({ pulledAt: NOW }),
      calendarOf({ key: 'far', pulledAt: NOW - 3 * HOUR, lastFailure: { type: 'offline' } }),
    ])
    expect(await attention()).toEqual({
      what: 'stale',
      pulledAt: NOW - 3 * HOUR,
      failure: { type: 'offline' },
    })
  })

  it('E43 a sign-in comes first, with the age of the data; a paused account is neither', async () => {
    const account = accountOf({ state: 'sign-in' })
    await db.accounts.put(account)
    await db.calendars.put(calendarOf({ pulledAt: NOW - 3 * HOUR }))
    expect(await attention()).toEqual({ what: 'sign-in', account, pulledAt: NOW - 3 * HOUR })
    await db.accounts.put({ ...account, paused: true })
    expect(await attention()).toBeNull()
  })
})

describe('the accounts', () => {
  it('keep their order whatever they are called and however they stand', async () => {
    await db.accounts.putMany([
      accountOf({ id: 'b', connectedAt: 1, label: 'A', paused: true }),
      accountOf({ id: 'c', connectedAt: 2, state: 'sign-in' }),
      accountOf({ id: 'a', connectedAt: 2 }),
    ])
    expect((await connectedAccounts(db)).map(({ account }) => account.id)).toEqual(['b', 'a', 'c'])
  })

  it('E53 say how far a first reading has come', async () => {
    await db.accounts.put(accountOf())
    await db.calendars.putMany([
      calendarOf({ progress: 1000 }),
      calendarOf({ key: 'second', progress: 250 }),
      calendarOf({ key: 'not-watched', chosen: false, progress: 9 }),
    ])
    expect(await connectedAccounts(db)).toMatchObject([{ pulledAt: null, progress: 1250 }])
  })

  it('E46 what hangs on one: annotated events without holds, and what waits to be written', async () => {
    await db.accounts.put(accountOf())
    await db.calendars.put(calendarOf())
    const marked = (id: string, marks: Record<string, string>) => recordOf(eventOf({ id, marks }))
    await db.events.putMany([
      marked('plain', {}),
      marked('annotated', { [MARK.any]: '1' }),
      marked('hold', { [MARK.any]: '1', [MARK.hold]: 'p:0' }),
      { ...marked('gone', { [MARK.any]: '1' }), status: 'cancelled' },
      { ...marked('elsewhere', { [MARK.any]: '1' }), key: 'x/elsewhere', calendarKey: 'x' },
    ])
    const write = (id: string, accountId: string) =>
      writeOf(
        {
          idempotencyKey: id,
          accountId,
          calendarKey: 'work',
          calendarId: 'work',
          eventId: id,
          sessionKey: null,
          operation: { type: 'strip' },
        },
        1,
        NOW,
      )
    await db.outbox.putMany([
      write('waits', 'acc'),
      { ...write('dead', 'acc'), state: 'dead' },
      write('others', 'x'),
    ])
    expect(await leavingOf(db, 'acc')).toEqual({ annotated: 1, unwritten: 1 })
  })
})
