import { expect, it } from 'vitest'
import type { Note } from '../../lib/core/note.ts'
import { writtenNotes } from '../../lib/store/queries/note-search.ts'
import { clientOf, DANA, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const note = (sessionKey: string, participant: string, address: string | null): Note => ({
  id: `${sessionKey}#${participant}`,
  sessionKey,
  address,
  text: '',
  minutes: null,
  actions: [],
  updatedAt: NOW,
})

it('each note is its client’s, by link, address or title, whether or not its session is still kept', async () => {
  const db = createTestDatabase()
  await db.clients.putMany([
    clientOf('Dana', { addresses: ['dana@client.example', 'dana@home.example'] }),
    clientOf('Lee', { participants: ['gone|-#_'] }),
    clientOf('Kim', { titles: ['kim at four'] }),
  ])
  const nobody = participantOf('_', null)
  await db.sessions.putMany([
    sessionOf({ key: 'a|-', start: 1 }),
    sessionOf({ key: 'k|-', start: 2, title: 'Kim at four', participants: [nobody] }),
    sessionOf({
      key: 's|-',
      start: 3,
      participants: [{ ...participantOf('s', 'sam@x.example'), name: 'Sam' }],
    }),
  ])
  await db.notes.putMany([
    note('a|-', DANA, 'dana@client.example'),
    note('gone|-', '_', null),
    note('k|-', '_', null),
    note('lost|-', 'd', 'dana@home.example'),
    note('s|-', 's', 'sam@x.example'),
  ])
  const written = await writtenNotes(db)
  expect(
    written.map(({ name, clientId, note }) => [
      note.sessionKey,
      note.participant,
      note.start,
      name,
      clientId,
    ]),
  ).toEqual([
    ['a|-', DANA, 1, 'Dana', 'Dana'],
    ['gone|-', '_', null, 'Lee', 'Lee'],
    ['k|-', '_', 2, 'Kim', 'Kim'],
    ['lost|-', 'd', null, 'Dana', 'Dana'],
    ['s|-', 's', 3, 'Sam', null],
  ])
})
