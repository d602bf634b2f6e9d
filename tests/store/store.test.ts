import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import type { Indexes } from '../../lib/ports.ts'
import { schemas } from '../../lib/store/schema.ts'
import { upgrades } from '../../lib/store/upgrades.ts'
import { entryOf } from '../helpers/books.ts'
import { createTestDatabase, createTestStore } from '../helpers/store.ts'

const entry = (id: string, sessionKey = 's') =>
  entryOf({ id, answerId: id, sessionKey, participant: '_', sessionStart: 0, at: 0 })

describe('the store', () => {
  it('E34 a write that dies half-way leaves nothing behind', async () => {
    const store = await createTestStore()
    const dies = store.write(['ledger', 'drafts'], async (tx) => {
      await tx.ledger.put(entry('a'))
      await tx.drafts.put({ id: 'd', value: 1, updatedAt: 0 })
      throw new Error('killed')
    })
    await expect(dies).rejects.toThrow('killed')
    expect(
      await store.read(['ledger', 'drafts'], async (tx) => [
        ...(await tx.ledger.all()),
        ...(await tx.drafts.all()),
      ]),
    ).toEqual([])
  })

  it('E34 a transaction stays one however many other async functions are awaited within it', async () => {
    const store = await createTestStore()
    const nested = async (depth: number): Promise<number> => (depth === 0 ? 0 : await nested(depth - 1))
    const write = (dies: boolean) =>
      store.write(['ledger', 'drafts'], async (tx) => {
        await nested(20)
        await tx.ledger.put(entry('a'))
        for (let count = 0; count < 20; count++) await nested(2)
        await tx.drafts.put({ id: 'd', value: 1, updatedAt: 0 })
        await nested(20)
        if (dies) throw new Error('killed')
      })
    const rows = () =>
      store.read(['ledger', 'drafts'], async (tx) => [...(await tx.ledger.all()), ...(await tx.drafts.all())])
    await expect(write(true)).rejects.toThrow('killed')
    expect(await rows()).toEqual([])
    await write(false)
    expect(await rows()).toHaveLength(2)
  })

  it('E38 adding the same row twice keeps the first and says so', async () => {
    const store = await createTestStore()
    const added = await store.write(['ledger'], async (tx) => [
      await tx.ledger.add(entry('a')),
      await tx.ledger.add({ ...entry('a'), at: 99 }),
    ])
    expect(added).toEqual([true, false])
    expect(await store.read(['ledger'], (tx) => tx.ledger.all())).toEqual([entry('a')])
  })

  it('finds rows by index, by any of several values, and by a stretch with its upper end left out', async () => {
    const store = await createTestStore()
    await store.write(['diagnostics', 'ledger'], async (tx) => {
      await tx.diagnostics.putMany([1, 2, 3].map((at) => ({ id: `d${at}`, at, what: 'w', detail: '' })))
      await tx.ledger.putMany([entry('a', 's1'), entry('b', 's2'), entry('c', 's3')])
    })
    const found = await store.read(['diagnostics', 'ledger'], async (tx) => ({
      between: (await tx.diagnostics.between('at', 1, 3)).map((row) => row.at),
      where: (await tx.ledger.where('sessionKey', 's2')).map((row) => row.id),
      any: (await tx.ledger.whereAny('sessionKey', ['s1', 's3'])).map((row) => row.id),
    }))
    expect(found).toEqual({ between: [1, 2], where: ['b'], any: ['a', 'c'] })
  })

  it('declares every index that the flows may ask for', () => {
    // Exhaustive by type: a name missing here does not compile.
    const asked: { [Name in keyof Indexes]: Record<Indexes[Name], true> } = {
      accounts: {} as Record<never, true>,
      calendars: { accountId: true },
      events: {
        calendarKey: true,
        startMs: true,
        endMs: true,
        iCalUid: true,
        seriesId: true,
        sessionKey: true,
      },
      sessions: { uid: true, start: true, 'open+end': true, makeupOf: true, who: true },
      clients: { addresses: true, titles: true, participants: true },
      programs: { clientId: true },
      rules: {} as Record<never, true>,
      answers: { sessionKey: true, 'code+id': true },
      ledger: { sessionKey: true, address: true },
      queue: { sessionKey: true, state: true },
      proposals: { after: true, state: true },
      outbox: { lane: true, state: true, idempotencyKey: true, sessionKey: true },
      notes: { sessionKey: true, address: true },
      drafts: {} as Record<never, true>,
      settings: {} as Record<never, true>,
      diagnostics: { at: true },
      secrets: {} as Record<never, true>,
      policies: { at: true },
    }
    const newest: Partial<Record<string, string>> = Object.assign({}, ...schemas)
    for (const [table, indexes] of Object.entries(asked)) {
      const declared = (newest[table] ?? '')
        .split(', ')
        .slice(1)
        .map((name) => name.replace(/[*[\]]/g, ''))
      expect(declared.sort(), table).toEqual(Object.keys(indexes).sort())
    }
  })

  it('refuses a database that a newer version wrote, and leaves it as it was', async () => {
    const factory = new IDBFactory()
    const current = createTestDatabase(factory)
    await current.drafts.put({ id: 'kept', value: 'words', updatedAt: 1 })
    current.close()
    createTestDatabase(factory, { schemas: [...schemas, { later: 'id' }], upgrades }).close()

    const store = createTestDatabase(factory)
    await expect(store.read(['drafts'], (tx) => tx.drafts.all())).rejects.toThrow(/newer Afterward/)
    const again = await openDB('afterward-test')
    expect(await again.getAll('drafts')).toEqual([{ id: 'kept', value: 'words', updatedAt: 1 }])
  })
})
