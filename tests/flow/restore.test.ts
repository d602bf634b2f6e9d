import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { openBackup, readBackup, writeBackup } from '../../lib/browser/backup-file.ts'
import type { BackupProblem } from '../../lib/core/backup.ts'
import type { Write } from '../../lib/core/outbox.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { restore } from '../../lib/flow/restore.ts'
import { checkedRows } from '../../lib/store/backup-rows.ts'
import type { Database } from '../../lib/store/db.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import { schemas } from '../../lib/store/schema.ts'
import { BACKUP_TABLES, type BackupRows } from '../../lib/tables.ts'
import {
  accountOf,
  calendarOf,
  DANA,
  eventOf,
  headFor,
  NOW,
  recordOf,
  sessionOf,
  storedSession,
} from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { strict } from '../helpers/policies.ts'
import { createTestDatabase } from '../helpers/store.ts'

const states: readonly Write['state'][] = ['queued', 'consent', 'dead', 'paused']
const text = fc.string({ unit: 'binary', maxLength: 60 })

const write = (id: string, state: Write['state']): Write => ({
  id,
  idempotencyKey: id,
  accountId: 'acc',
  calendarKey: 'work',
  calendarId: 'work@coach.example',
  eventId: 'event1',
  lane: 'work/event1',
  sequence: 1,
  sessionKey: 'uid-1|-',
  operation: { type: 'strip' },
  state,
  attempts: 2,
  nextAttemptAt: NOW,
  lastFailure: { type: 'offline' },
  createdAt: NOW,
})

const pause = {
  type: 'paused',
  id: 'x',
  at: 1,
  instead: null,
  from: '2026-02-01',
  to: '2026-02-14',
  movesEnd: true,
} as const

/** Books in which every table has something, with words as strange as they come. */
const anyBooks: fc.Arbitrary<BackupRows> = fc
  .record({
    words: text,
    // As JSON keeps it: -0 is 0 there.
    draft: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    writes: fc.uniqueArray(fc.tuple(fc.uuid(), fc.constantFrom(...states)), { selector: ([id]) => id }),
    delta: fc.constantFrom(-1 as const, 0 as const, 1 as const),
  })
  .map(({ words, draft, writes, delta }) => {
    const head = headFor('a1', { occurred: true })
    const at = { sessionKey: 'uid-1|-', participant: DANA }
    return {
      accounts: [accountOf({ name: words }), accountOf({ id: 'practice', provider: 'practice' })],
      calendars: [calendarOf()],
      events: [recordOf(eventOf({ title: words, marks: { aw1: 'x' } }))],
      sessions: [storedSession(sessionOf({ title: words }))],
      clients: [
        {
          id: 'c1',
          name: words,
          addresses: ['dana@client.example'],
          titles: [],
          participants: [`uid-1|-#${DANA}`],
          kinds: [{ from: 0, kind: 'paid' }],
          dontAsk: false,
          createdAt: 1,
        },
      ],
      programs: [
        {
          id: 'p1',
          clientId: 'c1',
          name: words,
          sessions: 12,
          alreadyUsed: 1,
          from: '2026-01-01',
          to: null,
          perMonth: null,
          zone: 'UTC',
          createdAt: 1,
          changes: [pause],
        },
      ],
      rules: [{ id: 'r1', order: 1, include: true, kind: null, match: { type: 'anyone' } }],
      answers: [
        {
          ...head,
          ...at,
          base: [],
          noticeMs: null,
          note: words,
          source: 'here',
          published: false,
          inForce: true,
        },
      ],
      ledger: [
        {
          id: `a1|${DANA}`,
          answerId: 'a1',
          ...at,
          address: 'dana@client.example',
          sessionStart: NOW,
          zone: 'UTC',
          kind: 'paid',
          code: 'occurred',
          mark: head.mark,
          delta,
          compensates: null,
          minutes: null,
          at: NOW,
        },
      ],
      queue: [{ id: `uid-1|-#${DANA}`, ...at, state: 'open', proposalId: null, makeupKey: null, since: NOW }],
      proposals: [
        {
          id: 'o1',
          after: `uid-1|-#${DANA}`,
          purpose: 'makeup',
          way: 'hold',
          calendarKey: 'work',
          slots: [{ start: 1, end: 2, eventId: 'e', state: 'held' }],
          state: 'open',
          createdAt: 1,
          expiresAt: 2,
        },
      ],
      outbox: writes.map(([id, state]) => write(id, state)),
      notes: [
        {
          id: `uid-1|-#${DANA}`,
          sessionKey: 'uid-1|-',
          address: null,
          text: words,
          minutes: 50,
          actions: [{ id: 't', text: words, due: null, done: false }],
          updatedAt: 1,
        },
      ],
      drafts: [{ id: 'd', value: draft, updatedAt: 1 }],
      settings: [{ id: 'settings', value: { ...defaultSettings, installedAt: 5, device: 'before' } }],
      policies: [{ id: 'u1', at: NOW, by: 'coach', policy: strict }],
      diagnostics: [{ id: 'x', at: 1, what: 'tick', detail: words }],
    }
  })

const fill = async (db: Database, rows: BackupRows): Promise<void> => {
  for (const name of BACKUP_TABLES) await db[name].putMany(rows[name] as never)
}

const header = (rows: Readonly<Record<string, readonly unknown[]>>, schema: number = schemas.length) => ({
  app: '0.2.0',
  schema,
  madeAt: NOW,
  device: 'before',
  counts: Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length])),
})

/** A file as one browser saves it. */
const saved = async (rows: BackupRows, passphrase = ''): Promise<string> => {
  const db = createTestDatabase(new IDBFactory())
  await fill(db, rows)
  await db.secrets.put({ id: 'refresh', value: 'do-not-copy-me' })
  const read = await readRows('afterward-test')
  db.close()
  return writeBackup(header(read.rows, read.schema), read.rows, passphrase)
}

/** Everything that is checked before a row is touched, in the order of the page. */
const checked = async (file: string, passphrase = '') => {
  const backup = await readBackup(file, schemas.length)
  if (!backup.ok) return backup
  const rows = await openBackup(backup.value, passphrase)
  return rows.ok ? checkedRows(rows.value, backup.value.schema, backup.value.counts) : rows
}

const sample = (seed = 1): BackupRows => fc.sample(anyBooks, { numRuns: 1, seed })[0] as BackupRows

/** What a restore leaves in a browser that had books of its own. */
const restoredInto = async (file: string, passphrase = '') => {
  const rows = await checked(file, passphrase)
  if (!rows.ok) throw new Error(rows.error)
  const deps = await createTestDeps({ db: createTestDatabase(new IDBFactory()) })
  await fill(deps.db, { ...sample(7), notes: [], drafts: [{ id: 'mine', value: 1, updatedAt: 1 }] })
  await deps.db.secrets.put({ id: 'own', value: 'stays' })
  const left = await restore(deps, rows.value)
  const found = await readRows('afterward-test')
  return {
    left,
    rows: found.rows as unknown as BackupRows,
    secrets: await deps.db.secrets.all(),
    db: deps.db,
  }
}

describe('a backup restored into another browser', () => {
  it('is the same, table by table, but for the device, the sign-ins and what was still to be written', async () => {
    const property = fc.asyncProperty(anyBooks, async (books) => {
      const { rows, secrets, db, left } = await restoredInto(await saved(books))
      db.close()
      const waiting = books.outbox.filter(({ state }) => state === 'queued' || state === 'paused').length
      expect(left).toEqual({ waiting, signIns: 1 })
      const sorted = (list: readonly Write[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(rows).toStrictEqual({
        ...books,
        accounts: [{ ...books.accounts[0], state: 'sign-in' }, books.accounts[1]],
        outbox: sorted(books.outbox).map((row) =>
          row.state === 'queued' ? { ...row, state: 'paused' } : row,
        ),
        settings: [
          { id: 'settings', value: { ...books.settings[0]?.value, device: rows.settings[0]?.value.device } },
        ],
      })
      expect(rows.settings[0]?.value.device).toMatch(/^[0-9a-f]{12}$/)
      expect(secrets).toEqual([{ id: 'own', value: 'stays' }])
    })
    await fc.assert(property, { numRuns: 40 })
  })

  it('asks for no sign-in where there is only Practice, or an account that the coach had paused', async () => {
    const practice = accountOf({ id: 'practice', provider: 'practice' })
    for (const accounts of [[], [practice], [practice, accountOf({ paused: true })]]) {
      const deps = await createTestDeps({ db: createTestDatabase(new IDBFactory()) })
      expect(await restore(deps, { ...sample(1), accounts })).toMatchObject({ signIns: 0 })
    }
  })

  it('holds every table but the sign-in secrets, and none of those anywhere in the file', async () => {
    const db = createTestDatabase(new IDBFactory())
    await db.notes.count()
    const stored = await openDB('afterward-test')
    expect([...BACKUP_TABLES, 'secrets'].sort()).toEqual([...stored.objectStoreNames])
    expect(await saved(sample())).not.toContain('do-not-copy-me')
  })

  it('opens with its passphrase and with no other, and shows nothing without', async () => {
    const books = { ...sample(), notes: [{ ...sample().notes[0], text: 'Dana cried' }] } as BackupRows
    const file = await saved(books, 'grüne Wiese')
    expect(file).not.toContain('Dana cried')
    expect(await checked(file, 'grune Wiese')).toEqual({ ok: false, error: 'passphrase-wrong' })
    // The same words as another keyboard composes them.
    const { rows } = await restoredInto(file, 'gru\u0308ne Wiese')
    expect(rows.notes[0]?.text).toBe('Dana cried')
  })

  it('E55 is all there or not at all when the database fails on the way', async () => {
    const rows = await checked(await saved(sample()))
    const deps = await createTestDeps({ db: createTestDatabase(new IDBFactory()) })
    await fill(deps.db, sample(7))
    const before = (await readRows('afterward-test')).rows
    const failing = {
      ...deps,
      store: {
        ...deps.store,
        write: ((names: never, work: (tx: never) => Promise<unknown>) =>
          deps.db.write(names, async (tx: Record<string, object>) => {
            const notes = {
              ...tx.notes,
              putMany: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
            }
            return work({ ...tx, notes } as never)
          })) as typeof deps.store.write,
      },
    }
    await expect(restore(failing, rows.ok ? rows.value : sample())).rejects.toThrow('full')
    expect((await readRows('afterward-test')).rows).toEqual(before)
  })
})

describe('E57 a file that cannot be restored says why, and nothing is touched', () => {
  const refused = async (file: string): Promise<BackupProblem | null> => {
    const rows = await checked(file)
    return rows.ok ? null : rows.error
  }

  it('E57 of a newer Afterward', async () => {
    const file = JSON.parse(await saved(sample()))
    expect(await refused(JSON.stringify({ ...file, schema: schemas.length + 1 }))).toBe('newer')
    expect(await refused(JSON.stringify({ ...file, format: 2, content: { anything: true } }))).toBe('newer')
  })

  it('E57 cut off anywhere, or with any one character changed', async () => {
    const file = await saved(sample())
    const property = fc.asyncProperty(
      fc.integer({ min: 60, max: file.length - 1 }),
      fc.boolean(),
      async (place, cut) => {
        const changed = file[place] === '7' ? '8' : '7'
        const bad = cut ? file.slice(0, place) : file.slice(0, place) + changed + file.slice(place + 1)
        expect(await refused(bad)).toMatch(/^(damaged|not-a-backup|newer)$/)
      },
    )
    await fc.assert(property, { numRuns: 300 })
    expect(await refused(file)).toBeNull()
  })

  it.each([
    ['words', 'hello'],
    ['nothing', ''],
    ['another program’s file', '{"is":"something","version":3}'],
    ['a list', '[]'],
  ])('E57 that is %s', async (_, file) => {
    expect(await refused(file)).toBe('not-a-backup')
  })

  it.each<[string, (rows: Record<string, Record<string, unknown>[]>) => void]>([
    ['a session counted twice', (rows) => Object.assign(rows.ledger?.[0] ?? {}, { delta: 2 })],
    ['a row without its key', (rows) => Reflect.deleteProperty(rows.clients?.[0] ?? {}, 'id')],
    ['a time in words', (rows) => Object.assign(rows.sessions?.[0] ?? {}, { start: 'noon' })],
    [
      'a write nobody knows',
      (rows) => rows.outbox?.push({ ...write('w', 'queued'), operation: { type: 'drop' } }),
    ],
    [
      'a pause to a day that does not exist',
      (rows) => Object.assign(rows.programs?.[0] ?? {}, { changes: [{ ...pause, to: '2026-02-31' }] }),
    ],
    ['times let go of that are no list', (rows) => Object.assign(rows.queue?.[0] ?? {}, { notBooked: 3 })],
    ['a missing table', (rows) => Reflect.deleteProperty(rows, 'ledger')],
  ])('E57 with a right sum around %s', async (_, spoil) => {
    const rows = structuredClone(sample()) as unknown as Record<string, Record<string, unknown>[]>
    const before = header(rows)
    spoil(rows)
    const counts = { ...before.counts, outbox: rows.outbox?.length ?? 0 }
    expect(await refused(await writeBackup({ ...before, counts }, rows, ''))).toBe('damaged')
  })
})

it('E56 a backup of schema 1 is brought up by the steps that the database itself takes', async () => {
  const slot = { start: 1, end: 2, eventId: 'e', state: 'held' }
  const offer = { id: 'q', calendarKey: 'work', slots: [slot], state: 'open', createdAt: 3, expiresAt: 4 }
  const rows = { ...sample(), proposals: [{ ...offer, queueId: 'uid|-#_' }] }
  const found = await checked(await writeBackup(header(rows, 1), rows, ''))
  expect(found.ok && found.value.proposals).toEqual([
    { ...offer, after: 'uid|-#_', purpose: 'makeup', way: 'hold' },
  ])
})
