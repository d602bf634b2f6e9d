import { beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/core/answer.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { isWhole } from '../../lib/core/view/client.ts'
import { peopleOf } from '../../lib/core/view/people.ts'
import { ownerFinder } from '../../lib/core/view/what-if.ts'
import type { Database } from '../../lib/store/db.ts'
import { clientAudit } from '../../lib/store/queries/client-audit.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { erasing } from '../../lib/store/queries/erasing.ts'
import { makeupStarts } from '../../lib/store/queries/makeup-links.ts'
import { reports } from '../../lib/store/queries/reports.ts'
import {
  answerOf,
  DANA,
  entryOf,
  headFor,
  LEE,
  NOW,
  participantOf,
  sessionOf,
  sightingOf,
} from '../helpers/books.ts'
import { program } from '../helpers/programs.ts'
import { createTestDatabase } from '../helpers/store.ts'

const HOME = 'dana@client.example'
const WORK = 'dana@work.example'
const dana = { ...newClient('dana', 0), name: 'Dana Reyes', addresses: [HOME, WORK] }

const entry = (id: string, over: Partial<LedgerEntry> = {}): LedgerEntry =>
  entryOf({
    id,
    answerId: id,
    sessionKey: `${id}|-`,
    participant: DANA,
    sessionStart: NOW - 7 * DAY,
    ...over,
  })

let db: Database
beforeEach(async () => {
  db = createTestDatabase()
  await db.clients.put(dana)
})

describe('the books of one client', () => {
  const audit = async () => (await clientAudit(db, 'dana')).map(({ id }) => id)

  it('E17 are those of every address, the second too', async () => {
    await db.ledger.putMany([
      entry('a'),
      entry('b', { address: WORK }),
      entry('c', { address: 'lee@x.example' }),
    ])
    expect((await audit()).toSorted()).toEqual(['a', 'b'])
  })

  it('E15 have of a group that was linked by hand the client’s own line only', async () => {
    await db.clients.put({ ...dana, participants: [`group|-#${DANA}`] })
    const group = { sessionKey: 'group|-', address: null }
    await db.ledger.putMany([entry('a', group), entry('b', { ...group, participant: LEE })])
    expect(await audit()).toEqual(['a'])
  })

  it('E37 tell of one session what was written last first', async () => {
    const at = { sessionKey: 's|-' }
    await db.ledger.putMany([
      entry('a', { ...at, at: NOW - 3 }),
      entry('a|undo', { ...at, at: NOW - 2, delta: -1, compensates: 'a' }),
      entry('b', { ...at, at: NOW - 1 }),
      entry('new', { sessionStart: NOW - DAY, at: NOW - 4 }),
    ])
    expect(await audit()).toEqual(['new', 'b', 'a|undo', 'a'])
  })

  it('E17 count a session once that is theirs by address and by the coach’s link', async () => {
    await db.clients.put({ ...dana, participants: [`a|-#${DANA}`] })
    await db.ledger.put(entry('a'))
    await db.programs.put(program({ zone: 'UTC' }))
    const [row] = (await clientsOverview(db, NOW)).clients
    expect([row?.current?.usage.used, row?.uncovered.sessions]).toEqual([1, 0])
    const page = await clientPage(db, { clientId: 'dana', now: NOW })
    expect(page && isWhole(page) && page.programs.map(({ usage }) => usage.used)).toEqual([1])
  })

  it('show sessions up to sixty days ahead, and those of four hundred days back', async () => {
    const participants = [participantOf(DANA, HOME)]
    const at = (start: number) => sessionOf({ key: `${start}|-`, participants, start, end: start + HOUR })
    const edges = [NOW - 400 * DAY, NOW + 60 * DAY - 1]
    await db.sessions.putMany([NOW - 400 * DAY - 1, ...edges, NOW + 60 * DAY].map(at))
    const page = await clientPage(db, { clientId: 'dana', now: NOW })
    expect(page?.sessions.map(({ start }) => start)).toEqual(edges)
  })

  it('show beside each session what the calendar says of this client, and not of the others in it', async () => {
    const lee = { ...participantOf(LEE, 'lee@x.example'), response: 'declined' } as const
    const [before, group] = [NOW - 2 * DAY, NOW - DAY]
    const late = (address: string, start: number) => sightingOf(start, { address })
    await db.sessions.putMany([
      sessionOf({
        key: 'a|-',
        start: before,
        end: before + HOUR,
        participants: [{ ...participantOf(DANA, HOME), response: 'declined' }],
        sightings: [late(HOME, before)],
      }),
      sessionOf({
        key: 'b|-',
        start: group,
        end: group + HOUR,
        participants: [lee, participantOf(DANA, HOME)],
        sightings: [late('lee@x.example', group)],
      }),
    ])
    const page = await clientPage(db, { clientId: 'dana', now: NOW })
    expect(
      page?.sessions.map(({ key, evidence }) => [key, evidence?.sighting?.what, evidence?.contrary]),
    ).toEqual([
      ['a|-', 'declined', true],
      ['b|-', undefined, false],
    ])
  })

  it('do not take the session that is under way for one that is booked', async () => {
    await db.programs.put(program({ zone: 'UTC' }))
    const participants = [participantOf(DANA, HOME)]
    const at = (start: number) => sessionOf({ participants, start, end: start + HOUR })
    const pace = async () => (await clientPage(db, { clientId: 'dana', now: NOW }))?.programs[0]?.pace.state
    await db.sessions.put(at(NOW))
    expect(await pace()).toBe('nothing-booked')
    await db.sessions.put(at(NOW + 1))
    expect(await pace()).toBe('on-track')
  })
})

describe('what is told of all books', () => {
  it('takes the minutes of a note before those of its answer', async () => {
    await db.ledger.put(entry('a', { minutes: 50 }))
    const note = { sessionKey: 'a|-', address: HOME, text: '', actions: [], updatedAt: NOW }
    const minutes = async () => [...(await reports(db)).minutes.values()]
    expect(await minutes()).toEqual([50])
    await db.notes.put({ ...note, id: `a|-#${DANA}`, minutes: 35 })
    expect(await minutes()).toEqual([35])
  })

  it('E17 names one person for both addresses, and nobody for what is nobody’s', async () => {
    await db.ledger.putMany([
      entry('a'),
      entry('b', { address: WORK }),
      entry('c', { address: 'lee@x.example' }),
    ])
    const { clients, names } = await reports(db)
    expect(clients.map(({ key, total }) => [names.get(key ?? '') ?? key, total])).toEqual([
      ['Dana Reyes', 2],
      [null, 1],
    ])
  })

  it('E17 tells two clients of one name apart, by an address where they have one', async () => {
    await db.clients.putMany([
      { ...newClient('a', 0), name: 'Anna Berg', addresses: ['anna@one.example'] },
      { ...newClient('b', 0), name: 'Anna Berg', addresses: ['anna@two.example'] },
      { ...newClient('c', 0), name: 'Anna Berg', participants: [`c|-#${DANA}`] },
    ])
    await db.ledger.putMany([
      entry('a', { address: 'anna@one.example' }),
      entry('b', { address: 'anna@two.example' }),
      entry('c', { address: null }),
      entry('d', { address: 'anna@two.example' }),
    ])
    const { clients, names } = await reports(db)
    expect(clients.map(({ key, total }) => [names.get(key ?? ''), total])).toEqual([
      ['Anna Berg (anna@two.example)', 2],
      ['Anna Berg', 1],
      ['Anna Berg (anna@one.example)', 1],
    ])
  })

  it('E19 goes by the coach’s word on whose a line is before its address', () => {
    const lee = { ...newClient('lee', 0), participants: [`a|-#${DANA}`] }
    const ownerOf = ownerFinder([dana, lee])
    expect([ownerOf(entry('a')), ownerOf(entry('b')), ownerOf(entry('c', { address: WORK }))]).toEqual([
      'lee',
      'dana',
      'dana',
    ])
  })

  it('counts of what would be erased the answers that hold, not those before them', async () => {
    const head = (id: string) => headFor(id, { occurred: true })
    await db.sessions.put(sessionOf({ participants: [participantOf(DANA, HOME)] }))
    await db.answers.putMany([answerOf(head('a')), answerOf(head('b'), { inForce: true })])
    expect(await erasing(db, 'dana')).toMatchObject({ answers: 1 })
  })

  it('E23 excuses the make-up of a session that did not count, and of no other', async () => {
    const outcome = (counts: boolean): Outcome => ({
      ...{ answerId: 'a', at: NOW, code: 'client-no-show', mark: 'didnt-occur', counts },
      ...{ reschedule: false, override: null, conflict: false },
    })
    const missed = (key: string, counts: boolean) => {
      const participants = [{ ...participantOf(DANA, HOME), outcome: outcome(counts) }]
      return sessionOf({ key, uid: key, participants })
    }
    const makeup = (of: string) => sessionOf({ key: `for ${of}`, uid: of, makeupOf: `${of}#${DANA}` })
    const missing = [missed('free|-', false), missed('counted|-', true)]
    await db.sessions.putMany([...missing, makeup('free|-'), makeup('counted|-')])
    expect([...(await makeupStarts(db, peopleOf([])))]).toEqual([[`for free|-#${DANA}`, NOW - HOUR]])
  })

  it('E15 E17 E23 excuses it at each of a person’s places, unless the session counted at another place', async () => {
    const outcome = (counts: boolean): Outcome => ({
      ...{ answerId: 'a', at: NOW, code: 'client-no-show', mark: 'didnt-occur', counts },
      ...{ reschedule: false, override: null, conflict: false },
    })
    const places = [participantOf(DANA, HOME), participantOf(LEE, WORK)] as const
    const missed = (key: string, ...counts: readonly boolean[]) => {
      const participants = places.map((place, index) => ({
        ...place,
        outcome: outcome(counts[index] ?? false),
      }))
      return sessionOf({ key, uid: key, participants })
    }
    const makeup = (of: string, id: string) =>
      sessionOf({ key: `for ${of}`, uid: of, makeupOf: `${of}#${id}`, participants: [...places] })
    await db.sessions.putMany([
      ...[missed('free|-', false, false), missed('half|-', false, true)],
      ...[makeup('free|-', LEE), makeup('half|-', DANA)],
    ])
    const starts = await makeupStarts(db, peopleOf([dana]))
    expect([...starts.keys()].toSorted()).toEqual([`for free|-#${DANA}`, `for free|-#${LEE}`])
  })
})
