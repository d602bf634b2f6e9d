import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import 'fake-indexeddb/auto'
import type { Tables } from '../../lib/ports.ts'
import { openDatabase } from '../../lib/store/db.ts'
import type { Live } from '../../lib/store/queries/live.ts'

type Room = typeof import('../../lib/store/queries/live.ts')

/** The page that follows, and the background's connection that writes, over one database. */
const open = async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.resetModules()
  const { live }: Room = await import('../../lib/store/queries/live.ts')
  return { live, background: openDatabase() }
}

const draft = (id: string): Tables['drafts'] => ({ id, value: id, updatedAt: 0 })

const follow = <T>(value: Live<T>) => {
  const told: T[] = []
  const failures: unknown[] = []
  const stop = value.subscribe(
    (next) => told.push(next),
    (error) => failures.push(error),
  )
  return { told, failures, stop }
}

let room: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  room = await open()
})

describe('a live value', () => {
  it('is told at once, and again after a change by another connection', async () => {
    const { told } = follow(room.live((db) => db.drafts.count()))
    await expect.poll(() => told).toEqual([0])
    await room.background.drafts.put(draft('a'))
    await expect.poll(() => told).toEqual([0, 1])
  })

  it('is not read again for a table that it did not look at, nor for a write that was given up', async () => {
    const { told } = follow(room.live((db) => db.drafts.count()))
    await expect.poll(() => told).toEqual([0])
    await room.background.diagnostics.put({ id: 'd', at: 0, what: 'w', detail: '' })
    const dies = room.background.write(['drafts'], async (tx) => {
      await tx.drafts.put(draft('a'))
      throw new Error('killed')
    })
    await expect(dies).rejects.toThrow('killed')
    await room.background.drafts.put(draft('b'))
    await expect.poll(() => told).toEqual([0, 1])
  })

  it('follows the tables of a reading of several as well', async () => {
    const both = (db: Parameters<Parameters<Room['live']>[0]>[0]) =>
      db.read(['drafts', 'notes'], async (tx) => [await tx.drafts.count(), await tx.notes.count()])
    const { told } = follow(room.live(both))
    await expect.poll(() => told).toEqual([[0, 0]])
    await room.background.drafts.put(draft('a'))
    await expect.poll(() => told.at(-1)).toEqual([1, 0])
  })

  it('changed a hundred times while it is read, is read once more and ends up right', async () => {
    let reads = 0
    const written = Promise.withResolvers<void>()
    const { told: after } = follow(room.live((db) => db.diagnostics.count()))
    const { told } = follow(
      room.live(async (db) => {
        const count = await db.drafts.count()
        reads += 1
        await written.promise
        return count
      }),
    )
    await expect.poll(() => reads).toBe(1)
    for (let index = 0; index < 100; index += 1) await room.background.drafts.put(draft(`${index}`))
    // Messages come in order: with this one, all hundred have come.
    await room.background.diagnostics.put({ id: 'd', at: 0, what: 'w', detail: '' })
    await expect.poll(() => after).toEqual([0, 1])
    written.resolve()
    await expect.poll(() => told).toEqual([0, 100])
    expect(reads).toBe(2)
  })

  it('is told nothing any more once nobody listens', async () => {
    const { told, stop } = follow(room.live((db) => db.drafts.count()))
    await expect.poll(() => told).toEqual([0])
    stop()
    const { told: others } = follow(room.live((db) => db.drafts.count()))
    await room.background.drafts.put(draft('a'))
    await expect.poll(() => others.at(-1)).toBe(1)
    expect(told).toEqual([0])
  })

  it('E55 says that it cannot be read, and is told again when it can', async () => {
    let isBroken = true
    const { told, failures } = follow(
      room.live(async (db) => {
        const count = await db.drafts.count()
        if (isBroken) throw new Error('unreadable')
        return count
      }),
    )
    await expect.poll(() => failures).toHaveLength(1)
    isBroken = false
    await room.background.drafts.put(draft('a'))
    await expect.poll(() => told).toEqual([1])
  })
})
