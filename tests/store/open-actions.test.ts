import { beforeEach, expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import type { Note } from '../../lib/core/note.ts'
import { DAY } from '../../lib/core/time.ts'
import type { Database } from '../../lib/store/db.ts'
import { openAction } from '../../lib/store/queries/attention.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const client = (over: Partial<Client>): Client => ({
  id: 'c',
  name: 'Dana Reyes',
  addresses: [],
  titles: [],
  participants: [],
  kinds: [],
  dontAsk: false,
  createdAt: 0,
  ...over,
})

const note = (id: string, address: string | null, items: readonly string[], updatedAt = NOW): Note => ({
  id,
  sessionKey: id.slice(0, id.indexOf('#')),
  address,
  text: '',
  minutes: null,
  // What begins with "done" is.
  actions: items.map((text) => ({ id: `${id} ${text}`, text, due: null, done: text.startsWith('done') })),
  updatedAt,
})

const next = (address: string | null, over = {}) =>
  sessionOf({ key: 'next|-', start: NOW + DAY, participants: [participantOf('p', address)], ...over })

let db: Database
beforeEach(() => {
  db = createTestDatabase()
})

const onCard = async () =>
  (await cardView(db, 'next|-', NOW))?.people.flatMap(({ openActions }) =>
    openActions.map(({ action }) => action.text),
  )

it('E17 what is open comes back whatever address of the client it was written under', async () => {
  await db.clients.put(
    client({ addresses: ['dana@work.example', 'dana@home.example'], participants: ['linked|-#_'] }),
  )
  await db.sessions.put(next('dana@work.example'))
  await db.notes.putMany([
    note('old|-#p', 'dana@home.example', ['send the report', 'done already']),
    note('linked|-#_', null, ['read chapter 3']),
    note('other|-#p', 'lee@client.example', ['not theirs']),
    note('next|-#p', 'dana@work.example', ['of this session']),
  ])
  expect((await onCard())?.toSorted()).toEqual(['read chapter 3', 'send the report'])
  expect(['read chapter 3', 'send the report']).toContain(await openAction(db, 'next|-'))
})

it('E19 and for a client who is known by the title alone', async () => {
  await db.clients.put(client({ titles: ['dana at four'], participants: ['old|-#_'] }))
  await db.sessions.put(next(null, { title: 'Dana at four', participants: [participantOf('_', null)] }))
  await db.notes.put(note('old|-#_', null, ['send the report']))
  expect(await onCard()).toEqual(['send the report'])
  expect(await openAction(db, 'next|-')).toBe('send the report')
})

it('of a stranger it comes back by the address, and the latest first', async () => {
  await db.sessions.put(next('kim@new.example'))
  await db.notes.putMany([
    note('a|-#p', 'kim@new.example', ['older'], NOW - DAY),
    note('b|-#p', 'kim@new.example', ['done', 'newer'], NOW),
  ])
  expect(await onCard()).toHaveLength(2)
  expect(await openAction(db, 'next|-')).toBe('newer')
  expect(await openAction(db, 'gone|-')).toBeNull()
})
