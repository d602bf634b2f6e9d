import Dexie from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { checkedRows } from '../../lib/store/backup-rows.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import { schemas } from '../../lib/store/schema.ts'
import version1 from '../fixtures/store/schema-1.json' with { type: 'json' }
import { createTestDatabase } from '../helpers/store.ts'

it('E56 a hold of version 1 goes on as an offer of a make-up, and everything beside it as it was', async () => {
  const factory = new IDBFactory()
  const first = new Dexie('afterward-test', { indexedDB: factory })
  first.version(1).stores(schemas[0] ?? {})
  const slot = { start: 1, end: 2, eventId: 'e', state: 'held' }
  const row = { id: 'q', calendarKey: 'work', slots: [slot], state: 'open', createdAt: 3, expiresAt: 4 }
  await first.table('proposals').add({ ...row, queueId: 'uid|-#_' })
  await first.table('drafts').add({ id: 'kept', value: 'words', updatedAt: 1 })
  first.close()

  const now = createTestDatabase(factory)
  expect(await now.proposals.where('after').equals('uid|-#_').toArray()).toEqual([
    { ...row, after: 'uid|-#_', purpose: 'makeup', way: 'hold' },
  ])
  expect(await now.drafts.toArray()).toEqual([{ id: 'kept', value: 'words', updatedAt: 1 }])
  now.close()
})

describe('E56 a whole database of version 1, as 0.1.0 left it', () => {
  const stored = async (): Promise<IDBFactory> => {
    const factory = new IDBFactory()
    const first = new Dexie('afterward-test', { indexedDB: factory })
    first.version(1).stores(schemas[0] ?? {})
    for (const [name, rows] of Object.entries(version1)) await first.table(name).bulkAdd(rows)
    first.close()
    return factory
  }
  const all = async (db: Dexie) =>
    Object.fromEntries(
      await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const)),
    )

  it('E56 opens with everything in it, and only what a later version changed is changed', async () => {
    const now = createTestDatabase(await stored())
    const { queueId, ...offer } = version1.proposals[0] ?? { queueId: '' }
    expect(await all(now)).toEqual({
      ...version1,
      proposals: [{ ...offer, after: queueId, purpose: 'makeup', way: 'hold' }],
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
    const newer = new Dexie('afterward-test', { indexedDB: factory })
    newer.version(schemas.length + 1).stores({ ...Object.assign({}, ...schemas), later: 'id' })
    await newer.table('notes').bulkAdd(version1.notes)
    newer.close()
    const now = createTestDatabase(factory)
    await expect(now.notes.toArray()).rejects.toMatchObject({ inner: { name: 'NewerDatabase' } })
    now.close()
    const { schema, rows } = await readRows('afterward-test')
    expect(schema).toBe(schemas.length + 1)
    expect(rows.notes).toEqual(version1.notes)
  })

  it('E55 saving never makes an empty database where there is none', async () => {
    const factory = new IDBFactory()
    createTestDatabase(factory).close()
    await expect(readRows('afterward-test')).rejects.toThrow()
    expect(await factory.databases()).toEqual([])
  })
})
