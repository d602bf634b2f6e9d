import { beforeEach, describe, expect, it, vi } from 'vitest'
import { cardApi } from '../../entrypoints/prompt/card-wire.ts'
import { balance } from '../../lib/core/ledger.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { linkClient } from '../../lib/flow/recognise.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import {
  answerOf,
  clientOf,
  DANA,
  fill,
  headFor,
  LEE,
  NOW,
  participantOf,
  sessionOf,
  sightingOf,
} from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { came, intent, KEY, noShow } from './answering.ts'

let deps: TestDeps
const flows = { answer, linkClient, saveClient, setKind }
// The card's own wire, over the real flows.
vi.mock('../../lib/messaging.ts', () => ({
  send: (name: keyof typeof flows, data: never) => flows[name](deps, data),
}))
vi.mock('../../lib/store/queries/live.ts', () => ({ booksForReading: () => deps.db }))

const NEXT = 'uid-2|-'
const dana = participantOf(DANA, 'dana@client.example')
const lee = participantOf(LEE, 'lee@client.example')

/** A session whose kind nobody said, and the next one with the same people. */
const bothWith = (over: Partial<Session>): Session[] => [
  sessionOf({ copies: [], ruleKind: null, ...over }),
  sessionOf({
    copies: [],
    ruleKind: null,
    ...over,
    key: NEXT,
    uid: 'uid-2',
    start: NOW + DAY,
    end: NOW + DAY + HOUR,
  }),
]
const begin = (over: Partial<Session> = {}) => fill(deps, { events: [], sessions: bothWith(over) })
const kindOn = async (key: string) => (await cardView(deps.db, key, NOW))?.kind

beforeEach(async () => {
  deps = await createTestDeps()
})

describe.each([
  ['complimentary', 'paid'],
  ['paid', 'complimentary'],
] as const)('E40 asked once, %s by a slip of the hand', (slip, meant) => {
  it('and put right on the same card holds of the client from then on, too', async () => {
    await begin()
    expect(await kindOn(KEY)).toBeNull()
    await cardApi.setKind(KEY, slip)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([slip, slip])
    await cardApi.setKind(KEY, meant)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([meant, meant])
    expect(await deps.db.clients.all()).toMatchObject([
      { name: 'dana@client.example', addresses: ['dana@client.example'], kinds: [{ kind: meant }] },
    ])
  })

  it('of a new client whom the card asked for by name, and put right there', async () => {
    await begin({ participants: [participantOf('_', null)] })
    await cardApi.sayWhom(KEY, '_', { name: 'Dana' }, slip)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([slip, slip])
    await cardApi.setKind(KEY, meant)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([meant, meant])
  })

  it('and put right after the event was moved meanwhile', async () => {
    await begin()
    await cardApi.setKind(KEY, slip)
    const session = await deps.db.sessions.get(KEY)
    if (!session) throw new Error('gone')
    const moved = sightingOf(session.start, { what: 'moved', to: session.start + HOUR })
    await deps.db.sessions.put({ ...session, start: session.start + HOUR, sightings: [moved] })
    await cardApi.setKind(KEY, meant)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([meant, meant])
  })

  it('and put right once it is answered', async () => {
    await begin()
    await cardApi.setKind(KEY, slip)
    await answer(deps, intent(came, { kind: slip }))
    await cardApi.setKind(KEY, meant)
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual([meant, meant])
  })
})

describe('on an answered card', () => {
  const told = { canceledByClient: { noticeMs: 3 * HOUR } } as const
  const standing = async () => {
    const entries = await deps.db.ledger.all()
    const [session] = await deps.db.sessions.getMany([KEY])
    return {
      kind: session?.kind,
      outcome: session?.participants[0]?.outcome,
      books: balance(entries),
      entries: entries.length,
      queued: (await deps.db.queue.all()).map(({ state }) => state),
    }
  }
  const paidClient = () =>
    deps.db.clients.put(
      clientOf('dana', { addresses: ['dana@client.example'], kinds: [{ from: 0, kind: 'paid' }] }),
    )

  it.each([
    ['came', came, 'completed', false],
    ['did not show up', noShow, 'to-reschedule', true],
    ['canceled some hours ahead', told, 'to-reschedule', true],
  ] as const)('E37 E40 who %s is decided again with the kind, and back', async (_, said, mark, back) => {
    await begin()
    await paidClient()
    await answer(deps, intent(said))
    const before = await standing()
    expect(before).toMatchObject({
      kind: 'paid',
      outcome: { counts: true },
      books: 1,
      entries: 1,
      queued: [],
    })
    await cardApi.setKind(KEY, 'complimentary')
    expect(await standing()).toMatchObject({
      kind: 'complimentary',
      outcome: { mark, counts: false, reschedule: back },
      books: 0,
      queued: back ? ['open'] : [],
    })
    await cardApi.setKind(KEY, 'paid')
    expect(await standing()).toMatchObject({
      kind: 'paid',
      outcome: { mark: before.outcome?.mark, counts: true, reschedule: false },
      books: 1,
      queued: [],
    })
    // Said once more it changes nothing.
    const { entries } = await standing()
    await cardApi.setKind(KEY, 'paid')
    expect((await standing()).entries).toBe(entries)
    const held = (await deps.db.answers.all()).filter(({ inForce }) => inForce)
    expect(held).toMatchObject([{ kind: 'paid', noticeMs: 'canceledByClient' in said ? 3 * HOUR : null }])
  })

  it('E37 keeps what was said beside it: the minutes and the text', async () => {
    await begin()
    await paidClient()
    const said = { occurred: false, reason: 'client-no-show', note: 'first time' } as const
    const answers = [{ participant: DANA, said, courtesy: false, minutes: 20 }]
    await answer(deps, intent(said, { kind: 'complimentary', answers }))
    await cardApi.setKind(KEY, 'paid')
    const held = (await deps.db.answers.all()).filter((each) => each.inForce)
    expect(held).toMatchObject([{ kind: 'paid', counts: true, note: 'first time', minutes: 20 }])
  })

  it('E36 leaves to the coach what browsers disagree about', async () => {
    await begin()
    await paidClient()
    const two = ['a', 'b'].map((id) => ({
      ...answerOf(headFor(id, id === 'a' ? came : noShow), { inForce: true }),
    }))
    await deps.db.answers.putMany(two)
    await cardApi.setKind(KEY, 'complimentary')
    expect(await deps.db.answers.all()).toEqual(two)
    expect(await kindOn(KEY)).toBe('complimentary')
  })

  it('E35 makes up no hours for what was canceled in time in another browser', async () => {
    await begin()
    await paidClient()
    const inTime = headFor('a', { canceledByClient: { noticeMs: 30 * HOUR } })
    await deps.db.answers.put(answerOf(inTime, { inForce: true, source: 'calendar' }))
    await cardApi.setKind(KEY, 'complimentary')
    const held = (await deps.db.answers.all()).filter((each) => each.inForce)
    expect(held).toMatchObject([{ kind: 'complimentary', code: 'canceled-in-time', noticeMs: null }])
  })

  it('E15 of a group decides each again', async () => {
    await begin({ participants: [dana, lee] })
    const answers = [DANA, LEE].map((participant) => ({
      participant,
      said: noShow,
      courtesy: false,
      minutes: null,
    }))
    await answer(deps, intent(noShow, { answers }))
    await cardApi.setKind(KEY, 'complimentary')
    const session = await deps.db.sessions.get(KEY)
    expect(session?.participants.map(({ outcome }) => outcome?.mark)).toEqual([
      'to-reschedule',
      'to-reschedule',
    ])
    expect(balance(await deps.db.ledger.all())).toBe(0)
  })
})

describe('the kind of one session', () => {
  it('E40 is no word about a client whose kind was said elsewhere', async () => {
    await begin()
    await deps.db.clients.put(
      clientOf('dana', { addresses: ['dana@client.example'], kinds: [{ from: 0, kind: 'paid' }] }),
    )
    await cardApi.setKind(KEY, 'complimentary')
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual(['complimentary', 'paid'])
    await cardApi.setKind(KEY, 'paid')
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual(['paid', 'paid'])
  })

  it('E40 said before it takes place changes with the client who becomes paid before it', async () => {
    await begin()
    await cardApi.setKind(NEXT, 'complimentary')
    const [client] = await deps.db.clients.all()
    if (!client) throw new Error('nobody')
    await saveClient(deps, { ...client, clientId: client.id, kind: 'paid' })
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual(['complimentary', 'paid'])
  })

  it('E15 of a group is remembered of each who was never asked about, and makes nobody a client yet', async () => {
    await begin({ participants: [dana, lee] })
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example'] }))
    await cardApi.setKind(KEY, 'complimentary')
    expect([await kindOn(KEY), await kindOn(NEXT)]).toEqual(['complimentary', null])
    expect(await deps.db.clients.all()).toMatchObject([{ id: 'dana', kinds: [{ kind: 'complimentary' }] }])
  })

  it('is refused for a session that is not there', async () => {
    expect(await cardApi.setKind('nowhere|-', 'paid')).toMatchObject({
      ok: false,
      error: { reason: 'not-found' },
    })
  })
})
