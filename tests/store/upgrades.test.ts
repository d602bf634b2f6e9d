import Dexie from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { schemas } from '../../lib/store/schema.ts'
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
