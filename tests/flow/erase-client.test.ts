import { describe, expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import type { Write } from '../../lib/core/outbox.ts'
import { HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { eraseClient } from '../../lib/flow/erase-client.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { saveProgram } from '../../lib/flow/program.ts'
import { erasing } from '../../lib/store/queries/erasing.ts'
import { DANA, eventOf, fill, LEE, NOW, participantOf, recordOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { intent, sick } from './answering.ts'

const dana = { ...newClient('dana', 0), name: 'Dana Reyes', addresses: ['dana@client.example'] }
const lee = { ...newClient('lee', 0), name: 'Lee Park', addresses: ['lee@client.example'] }
const HEAD = 'any value: what is there is taken back unread'

/** One session of Dana alone, one of Dana and Lee, both answered, noted and on the calendar; Lee's words beside hers everywhere. */
const books = async () => {
  const deps = await createTestDeps({ now: NOW })
  const alone = sessionOf()
  const copies = alone.copies.map((copy) => ({ ...copy, eventId: 'event2' }))
  const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
  const group = sessionOf({ key: 'uid-2|-', uid: 'uid-2', copies, participants: people })
  const marks = { aw: '1', [`aw1.${DANA}`]: HEAD, 'aw1.q': `${DANA}=open\n${LEE}=open` }
  await fill(deps, {
    sessions: [alone, group],
    events: [
      recordOf(eventOf({ marks: { aw: '1', [`aw1.${DANA}`]: HEAD } })),
      recordOf(
        eventOf({ id: 'event2', iCalUid: 'uid-2', marks: { ...marks, [`aw1.${LEE}`]: HEAD } }),
        'uid-2|-',
      ),
    ],
  })
  await deps.db.clients.putMany([dana, lee])
  for (const clientId of ['dana', 'lee']) {
    const program = {
      intentId: 'p',
      programId: null,
      clientId,
      name: 'Twelve',
      sessions: 12,
      alreadyUsed: 0,
    } as const
    await saveProgram(deps, { ...program, from: '2026-01-01', to: null, perMonth: null })
  }
  for (const [sessionKey, participants] of [
    ['uid-1|-', [DANA]],
    ['uid-2|-', [DANA, LEE]],
  ] as const) {
    const answers = participants.map((participant) => ({
      participant,
      said: sick,
      courtesy: false,
      minutes: null,
    }))
    const reply = await answer(deps, intent(sick, { intentId: `i-${sessionKey}`, sessionKey, answers }))
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    for (const participant of participants) {
      await saveNote(deps, { sessionKey, participant, text: `of ${participant}`, minutes: null, actions: [] })
    }
  }
  await deps.db.drafts.putMany(
    [
      'answer:uid-1|-',
      `note:uid-2|-#${DANA}`,
      `letter:miss:uid-1|-#${DANA}`,
      `note:uid-2|-#${LEE}`,
      'answer:uid-1|-1',
    ].map((id) => ({ id, value: 'x', updatedAt: 1 })),
  )
  return deps
}

describe('E59 erasing a client', () => {
  it('E59 takes away everything kept of them here, and nothing of anybody else', async () => {
    const deps = await books()
    const { db } = deps
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    expect((await db.clients.all()).map(({ id }) => id)).toEqual(['lee'])
    expect((await db.programs.all()).map(({ clientId }) => clientId)).toEqual(['lee'])
    for (const table of ['answers', 'ledger', 'queue'] as const) {
      expect(
        (await db[table].all()).map(({ participant }) => participant),
        table,
      ).toEqual([LEE])
    }
    expect((await db.notes.all()).map(({ text }) => text)).toEqual([`of ${LEE}`])
    expect((await db.drafts.all()).map(({ id }) => id)).toEqual(['answer:uid-1|-1', `note:uid-2|-#${LEE}`])
  })

  it('E59 takes back their annotations; from a group event their property only', async () => {
    const deps = await books()
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    const rows = await deps.db.outbox.all()
    const about = (eventId: string) =>
      rows.filter((row) => row.eventId === eventId).map(({ operation }) => operation)
    expect(about('event1')).toEqual([{ type: 'strip' }])
    expect(about('event2')).toEqual([
      expect.objectContaining({ type: 'annotate', participant: LEE }),
      { type: 'mark', marks: { [`aw1.${DANA}`]: null, 'aw1.q': `${DANA}=` } },
    ])
  })

  it('E59 asks nothing about what has ended; Lee keeps the outcome of the group', async () => {
    const deps = await books()
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    expect(await deps.db.sessions.get('uid-1|-')).toMatchObject({ standing: 'history', open: 0 })
    expect(await deps.db.sessions.get('uid-2|-')).toMatchObject({
      standing: 'answered',
      open: 0,
      participants: [{ id: LEE, outcome: { mark: 'to-reschedule' } }],
    })
  })

  it('E59 leaves no trace of a session that only this browser knows', async () => {
    const deps = await books()
    await change(deps.db.sessions, 'uid-1|-', { copies: [] })
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    expect(await deps.db.sessions.get('uid-1|-')).toBeUndefined()
  })

  it('E59 keeps their address, and nothing else, so that nobody asks again', async () => {
    const deps = await books()
    await deps.db.rules.put({ id: 'all', order: 1, include: true, kind: null, match: { type: 'anyone' } })
    const times = { start: NOW + HOUR, end: NOW + 2 * HOUR }
    const person = { email: 'dana@client.example', name: null, response: 'accepted' } as const
    const attendees = [{ ...person, self: false, organiser: false, resource: false, optional: false }]
    const next = eventOf({ id: 'event3', iCalUid: 'uid-3', attendees, ...times })
    await deps.db.events.put(recordOf(next, 'uid-3|-'))
    const copies = sessionOf().copies.map((copy) => ({ ...copy, eventId: 'event3' }))
    await deps.db.sessions.put(sessionOf({ key: 'uid-3|-', uid: 'uid-3', copies, ...times }))
    await eraseClient(deps, { clientId: 'dana', dontAsk: true })
    const shadow = { ...newClient('dana', NOW), name: 'dana@client.example', dontAsk: true }
    expect(await deps.db.sessions.get('uid-3|-')).toMatchObject({ standing: 'aside', open: 0 })
    expect(await deps.db.clients.get('dana')).toEqual({ ...shadow, addresses: ['dana@client.example'] })
  })

  it('E59 of somebody without an address nothing stays, though nobody is to ask again', async () => {
    const deps = await books()
    await change(deps.db.clients, 'dana', { addresses: [], participants: [`uid-1|-#${DANA}`] })
    await eraseClient(deps, { clientId: 'dana', dontAsk: true })
    expect((await deps.db.clients.all()).map(({ id }) => id)).toEqual(['lee'])
  })

  it('E59 what was still to be written of them is not; of the others it is, and what was given up is taken back anew', async () => {
    const deps = await books()
    const [row] = await deps.db.outbox.all()
    if (row === undefined) throw new Error('Nothing to write')
    const mark = { type: 'mark', marks: { 'aw1.q': 'x' } } as const
    const write = (id: string, sessionKey: string, over: Partial<Write> = {}): Write => ({
      ...row,
      ...{ id, idempotencyKey: id, lane: id, sessionKey, operation: mark },
      ...over,
    })
    await deps.db.outbox.putMany([
      write('hers', 'uid-1|-'),
      write('both', 'uid-2|-'),
      write('refused', 'uid-1|-', { operation: { type: 'strip' }, state: 'dead' }),
      write('under way', 'uid-1|-', { operation: { type: 'strip' } }),
    ])
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    const left = (await deps.db.outbox.all()).map(({ id }) => id)
    expect(['hers', 'both', 'refused', 'under way'].filter((id) => left.includes(id))).toEqual([
      'both',
      'under way',
    ])
  })

  it('E38 E59 erased twice is erased once', async () => {
    const deps = await books()
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    const once = await deps.db.outbox.all()
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    expect(await deps.db.outbox.all()).toEqual(once)
  })

  it('E59 counts beforehand what would go, and names the other browsers that keep theirs', async () => {
    const deps = await books()
    const [first] = await deps.db.answers.where('sessionKey', 'uid-1|-')
    await change(deps.db.answers, first?.id ?? '', { device: 'laptop' })
    expect(await erasing(deps.db, 'dana')).toEqual({
      client: expect.objectContaining({ name: 'Dana Reyes', dontAsk: false }),
      answers: 2,
      notes: 2,
      programs: 1,
      annotated: 2,
      invited: false,
      elsewhere: ['laptop'],
    })
    expect(await erasing(deps.db, 'nobody')).toBeNull()
  })
})
