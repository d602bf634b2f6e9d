import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { checkedRows } from '../../lib/store/backup-rows.ts'
import { NATIVE } from '../../lib/store/connection.ts'
import type { Database } from '../../lib/store/db.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import { schemas } from '../../lib/store/schema.ts'
import { upgrades } from '../../lib/store/upgrades.ts'
import { BACKUP_TABLES, type TableName } from '../../lib/tables.ts'
import version1 from '../fixtures/store/schema-1.json' with { type: 'json' }
import { NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'
import { createDisk } from '../simulation/disk.ts'

const version1Shape = { schemas: schemas.slice(0, 1), upgrades: {} }

it('E56 a hold of version 1 goes on as an offer of a make-up, and everything beside it as it was', async () => {
  const factory = new IDBFactory()
  const first = createTestDatabase(factory, version1Shape)
  const slot = { start: 1, end: 2, eventId: 'e', state: 'held' }
  const row = { id: 'q', calendarKey: 'work', slots: [slot], state: 'open', createdAt: 3, expiresAt: 4 }
  await first.proposals.put({ ...row, queueId: 'uid|-#_' } as never)
  await first.drafts.put({ id: 'kept', value: 'words', updatedAt: 1 })
  first.close()

  const now = createTestDatabase(factory)
  expect(await now.proposals.where('after', 'uid|-#_')).toEqual([
    { ...row, after: 'uid|-#_', purpose: 'makeup', way: 'hold' },
  ])
  expect(await now.drafts.all()).toEqual([{ id: 'kept', value: 'words', updatedAt: 1 }])
  now.close()
})

describe('E56 sessions of version 4, which nobody could be looked up by', () => {
  const alone = [participantOf('_', null)]
  const group = [participantOf('d', 'dana@client.example'), participantOf('l', 'lee@client.example')]
  const sessions = [
    sessionOf({ key: 'group', start: NOW - 3, participants: group }),
    sessionOf({ key: 'titled', start: NOW - 2, title: 'Coaching  Dana', participants: alone }),
    sessionOf({ key: 'other', start: NOW - 1, participants: alone }),
  ]
  const dana = {
    ...{ id: 'c', name: 'Dana', addresses: ['dana@client.example'], titles: ['coaching dana'] },
    ...{ participants: [], kinds: [], dontAsk: false, source: 'coach' as const, createdAt: 1 },
  }

  /** As version 4 left them on the disk: written past today's store, which would add what they are found by. */
  const stored = async (): Promise<IDBFactory> => {
    const factory = new IDBFactory()
    const fourth = { schemas: schemas.slice(0, 4), upgrades }
    const made = createTestDatabase(factory, fourth)
    await made.clients.put(dana)
    made.close()
    const raw = await openDB('afterward-test', fourth.schemas.length * NATIVE)
    for (const session of sessions) await raw.put('sessions', session)
    raw.close()
    return factory
  }

  it('E56 are found by address and by title once it is opened, and stand on their client’s page', async () => {
    const now = createTestDatabase(await stored())
    const keysOf = async (who: string) => (await now.sessions.where('who', who)).map(({ key }) => key)
    expect(await keysOf('lee@client.example')).toEqual(['group'])
    expect(await keysOf('coaching dana')).toEqual(['titled'])
    const page = await clientPage(now, { clientId: 'c', now: NOW })
    expect(page?.sessions.map(({ key }) => key)).toEqual(['group', 'titled'])
    now.close()
  })

  it('E56 are found so too after their backup was restored', async () => {
    await stored()
    const { schema, rows } = await readRows('afterward-test')
    expect(schema).toBe(4)
    const checked = checkedRows(rows, schema, { sessions: sessions.length })
    if (!checked.ok) throw new Error(checked.error)
    const now = createTestDatabase()
    await now.clients.putMany(checked.value.clients)
    await now.sessions.putMany(checked.value.sessions)
    const page = await clientPage(now, { clientId: 'c', now: NOW })
    expect(page?.sessions.map(({ key }) => key)).toEqual(['group', 'titled'])
    now.close()
  })
})

describe('E56 a whole database of version 1, as 0.1.0 left it', () => {
  const stored = async (): Promise<IDBFactory> => {
    const factory = new IDBFactory()
    const first = createTestDatabase(factory, version1Shape)
    for (const [name, rows] of Object.entries(version1)) await first[name as TableName].putMany(rows as never)
    first.close()
    return factory
  }
  const all = async (db: Database) =>
    Object.fromEntries(
      await Promise.all(
        [...BACKUP_TABLES, 'secrets' as const].map(async (name) => [name, await db[name].all()] as const),
      ),
    )

  it('E56 opens with everything in it, and only what a later version changed is changed', async () => {
    const now = createTestDatabase(await stored())
    const { queueId, ...offer } = version1.proposals[0] ?? { queueId: '' }
    expect(await all(now)).toEqual({
      ...version1,
      proposals: [{ ...offer, after: queueId, purpose: 'makeup', way: 'hold' }],
      sessions: version1.sessions.map((row) => ({ ...row, who: ['dana@client.example'] })),
      policies: [],
    })
    now.close()
  })

  it('E56 is saved as a backup and restored to the same', async () => {
    const updated = createTestDatabase(await stored())
    const { secrets: _, ...expected } = await all(updated)
    expect(checkedRows(version1, 1, {})).toEqual({ ok: true, value: expected })
    updated.close()
  })

  it('E56 is left alone when a newer Afterward wrote it, and can still be saved', async () => {
    const factory = new IDBFactory()
    const newer = createTestDatabase(factory, { schemas: [...schemas, { later: 'id' }], upgrades })
    await newer.notes.putMany(version1.notes as never)
    newer.close()
    const now = createTestDatabase(factory)
    await expect(now.notes.all()).rejects.toMatchObject({ name: 'NewerDatabase' })
    now.close()
    const { schema, rows } = await readRows('afterward-test')
    expect(schema).toBe(schemas.length + 1)
    expect(rows.notes).toEqual(version1.notes)
  })

  it('E55 saving never makes an empty database where there is none', async () => {
    const factory = new IDBFactory()
    globalThis.indexedDB = factory
    await expect(readRows('afterward-test')).rejects.toThrow()
    expect(await factory.databases()).toEqual([])
  })
})

describe('E56 an update that cannot be brought to its end', () => {
  const factory = async (): Promise<IDBFactory> => {
    const made = new IDBFactory()
    const first = createTestDatabase(made)
    await first.notes.putMany(version1.notes as never)
    await first.drafts.put({ id: 'kept', value: 'words', updatedAt: 1 })
    first.close()
    return made
  }
  const next = (change: (row: Readonly<Record<string, unknown>>) => unknown) => ({
    schemas: [...schemas, { drafts: 'id, updatedAt', later: 'id' }],
    upgrades: { ...upgrades, [schemas.length + 1]: { notes: () => ({ id: 'lost' }), drafts: change } },
  })

  it('E56 leaves every row and every table as they were, and says so to whoever asks', async () => {
    const disk = await factory()
    const updated = createTestDatabase(
      disk,
      next(() => {
        throw new Error('not this row')
      }),
    )
    await expect(updated.notes.all()).rejects.toThrow()
    const before = createTestDatabase(disk)
    expect(await before.notes.all()).toEqual(version1.notes)
    expect(await before.drafts.all()).toEqual([{ id: 'kept', value: 'words', updatedAt: 1 }])
    before.close()
  })

  it('E56 given up by the database itself leaves them so too, and goes on at the next try', async () => {
    const disk = createDisk()
    const first = createTestDatabase(disk.factory)
    const drafts = ['first', 'second'].map((id) => ({ id, value: 'words', updatedAt: 1 }))
    await first.drafts.putMany(drafts)
    first.close()
    let isCut = true
    const updated = createTestDatabase(
      disk.factory,
      next((row) => {
        if (isCut) queueMicrotask(disk.cut)
        return row
      }),
    )
    await expect(updated.drafts.all()).rejects.toThrow()
    isCut = false
    expect(await updated.drafts.all()).toEqual(drafts)
    updated.close()
  })

  it('E56 an open page lets the next version in, and tells its coach afterwards', async () => {
    const disk = await factory()
    const page = createTestDatabase(disk)
    expect(await page.drafts.count()).toBe(1)
    const updated = createTestDatabase(
      disk,
      next((row) => row),
    )
    expect(await updated.drafts.count()).toBe(1)
    await expect(page.drafts.count()).rejects.toMatchObject({ name: 'NewerDatabase' })
    updated.close()
  })
})
