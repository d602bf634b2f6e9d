import { describe, expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import { eraseFrom, type Kept, placesOf, withoutPeople } from '../../lib/core/erase.ts'
import type { Participant } from '../../lib/core/session.ts'
import { DAY } from '../../lib/core/time.ts'
import { clientOf, DANA, entryOf, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'

const dana = clientOf('dana', { addresses: ['dana@client.example'] })
const lee = clientOf('lee', { addresses: ['lee@client.example'] })
const places = (client: Client, kept: Partial<Kept>) => [
  ...placesOf(client, { clients: [client, lee], sessions: [], ledger: [], notes: [], ...kept }),
]

describe('E59 where a client is to be found', () => {
  it('is in the books and notes of sessions that are kept no more, too', () => {
    const old = { sessionKey: 'old|-', participant: DANA }
    expect(
      places(dana, { ledger: [entryOf(old), entryOf({ ...old, address: 'lee@client.example' })] }),
    ).toEqual([`old|-#${DANA}`])
    const note = { sessionKey: 'older|-', text: '', minutes: null, actions: [], updatedAt: NOW }
    const notes = [
      { ...note, id: `older|-#${DANA}`, address: 'dana@client.example' },
      { ...note, id: `older|-#${LEE}`, address: 'lee@client.example' },
    ]
    expect(places(dana, { notes })).toEqual([`older|-#${DANA}`])
  })

  it('E19 is by link and by title where there is no address', () => {
    const pat = clientOf('pat', { titles: ['coaching pat'], participants: ['gone|-#_'] })
    const session = sessionOf({ title: 'Coaching Pat', participants: [participantOf('_', null)] })
    expect(places(pat, { sessions: [session] })).toEqual(['gone|-#_', 'uid-1|-#_'])
  })

  it('is not where the coach said that it is somebody else, whoever has its address', () => {
    const place = `uid-1|-#${DANA}`
    const other = clientOf('lee', { participants: [place] })
    const kept = {
      clients: [dana, other],
      sessions: [sessionOf()],
      ledger: [entryOf({ sessionKey: 'uid-1|-', participant: DANA })],
      notes: [
        {
          ...{ id: place, sessionKey: 'uid-1|-', address: 'dana@client.example' },
          ...{ text: '', minutes: null, actions: [], updatedAt: NOW },
        },
      ],
    }
    expect(places(dana, kept)).toEqual([])
    expect(places(other, kept)).toEqual([place])
  })
})

describe('E59 an event that carries what was said of several', () => {
  it('keeps the others’, also of somebody without an address', () => {
    const marks = { aw: '1', [`aw1.${DANA}`]: 'x', 'aw1._': 'x' }
    expect(eraseFrom(marks, [DANA])).toMatchObject({ type: 'mark', marks: { [`aw1.${DANA}`]: null } })
    expect(eraseFrom(marks, [DANA, '_'])).toEqual({ type: 'strip' })
  })
})

describe('E59 a session without a client', () => {
  const outcome = {
    answerId: 'a',
    at: NOW,
    code: 'occurred',
    mark: 'completed',
    counts: true,
    reschedule: false,
    override: null,
    conflict: false,
  } as const
  const of = (id: string, over: Partial<Participant> = {}) => ({ ...participantOf(id, null), ...over })
  const without = (session: ReturnType<typeof sessionOf>) => withoutPeople(session, new Set([DANA]), NOW)

  it('says nothing of what was said of them, not even whether it was paid', () => {
    const session = sessionOf({
      participants: [of(DANA, { outcome })],
      kind: 'paid',
      makeupOf: 'x|-#y',
      standing: 'answered',
      open: 0,
    })
    expect(without(session)).toMatchObject({
      ...{ kind: null, makeupOf: null, standing: 'history', open: 0 },
      participants: [{ id: DANA, outcome: null }],
    })
    const ahead = { ...session, start: NOW, end: NOW + 1 }
    expect(without(ahead)).toMatchObject({ standing: 'open', open: 1 })
    expect(without({ ...session, end: NOW })).toMatchObject({ standing: 'history' })
    expect(without({ ...session, standing: 'aside' })).toMatchObject({ standing: 'aside' })
  })

  it('is answered with the last of the others, and not while browsers disagree about one', () => {
    const group = (other: Participant['outcome']) =>
      sessionOf({ participants: [of(DANA), of(LEE, { outcome: other })], start: NOW - DAY, end: NOW - DAY })
    expect(without(group(outcome))).toMatchObject({ standing: 'answered', open: 0 })
    expect(without(group({ ...outcome, conflict: true }))).toMatchObject({ standing: 'open', open: 1 })
    expect(without(group(null))).toMatchObject({ standing: 'open', open: 1 })
  })
})
