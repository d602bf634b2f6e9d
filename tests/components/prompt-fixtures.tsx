import { fireEvent, render } from '@testing-library/preact'
import { vi } from 'vitest'
import type { CardApi } from '../../components/prompt/card-api.ts'
import type { CardViewProps } from '../../components/prompt/card-props.ts'
import { CardView } from '../../components/prompt/card-view.tsx'
import type { Answer } from '../../lib/core/answer.ts'
import type { Client } from '../../lib/core/client.ts'
import type { Sighting } from '../../lib/core/evidence.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Program } from '../../lib/core/program.ts'
import type { Participant, Session } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { type Card, type CardRows, cardOf } from '../../lib/core/view/card.ts'

// The DOM of these tests has no reportError; an error that reaches it is a bug and fails the run.
globalThis.reportError ??= (error) => {
  throw error
}

/** Tuesday 24 November 2026, 10:00 in UTC: when every session of these tests began. */
export const START = Date.UTC(2026, 10, 24, 10)
export const END = START + HOUR
export const NOW = END + 5 * MINUTE

export const dana: Client = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@example.com'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' }],
  dontAsk: false,
  createdAt: 0,
}

export const danasProgram: Program = {
  id: 'p1',
  clientId: 'c1',
  name: 'Twelve',
  sessions: 12,
  alreadyUsed: 4,
  from: '2026-01-01',
  to: null,
  perMonth: null,
  zone: 'UTC',
  createdAt: 0,
}

export const person = (part: Partial<Participant> = {}): Participant => ({
  id: 'aaaaaaaaaa',
  address: 'dana@example.com',
  name: 'Dana',
  response: 'accepted',
  outcome: null,
  ...part,
})

export const session = (part: Partial<Session> = {}): Session => ({
  key: 'uid|-',
  uid: 'uid',
  originalStart: null,
  copies: [
    {
      calendarKey: 'a/c',
      eventId: 'e',
      seriesId: null,
      writable: true,
      organisedByCoach: true,
      lastSeenAt: NOW,
      goneAt: null,
    },
  ],
  title: 'Coaching',
  start: START,
  end: END,
  zone: 'UTC',
  private: false,
  joinLink: null,
  webLink: null,
  participants: [person()],
  kind: null,
  ruleKind: null,
  recognisedBy: 'rule',
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: null,
  answeredTimes: null,
  ...part,
})

/** The client declined so long before the start, and a pull saw it at once. */
export const declined = (before: number): Partial<Session> => {
  const sighting: Sighting = {
    what: 'declined',
    by: 'client',
    address: 'dana@example.com',
    notBefore: START - before - MINUTE,
    notAfter: START - before,
    start: START,
    to: null,
  }
  return { sightings: [sighting], participants: [person({ response: 'declined' })] }
}

/** The answers that the outcomes of a session come from, given for the kind that it has. */
const answersOf = ({ key, participants, kind }: Session): Answer[] =>
  participants.flatMap(({ id, outcome }) => {
    if (outcome === null) return []
    const { conflict, answerId, ...said } = outcome
    const given = { ...said, id: answerId, kind: kind ?? 'paid', sessionKey: key, participant: id } as const
    const rest = {
      device: 'here',
      rowId: null,
      policyVersion: '',
      minutes: null,
      base: [],
      noticeMs: null,
    } as const
    const answer: Answer = { ...given, ...rest, note: '', source: 'here', published: true, inForce: true }
    return conflict ? [answer, { ...answer, id: `${answerId}-2` }] : [answer]
  })

export const card = (part: Partial<Session> = {}, rows: Partial<CardRows> = {}): Card =>
  cardOf({
    session: session(part),
    clients: [dana],
    programs: [danasProgram],
    entries: [],
    notes: [],
    answers: answersOf(session(part)),
    makeups: new Map(),
    doubleBooked: false,
    policy: defaultPolicy,
    now: NOW,
    ...rows,
  })

const fine = { ok: true as const, value: null }

/** A world in which everything works and nothing is stored but drafts. */
export const createApi = (part: Partial<CardApi> = {}) => {
  const drafts = new Map<string, unknown>()
  return {
    drafts,
    answer: vi.fn<CardApi['answer']>(async () => fine),
    putOff: vi.fn<CardApi['putOff']>(async () => fine),
    setKind: vi.fn<CardApi['setKind']>(async () => fine),
    recogniseAs: vi.fn<CardApi['recogniseAs']>(async () => fine),
    sayWhom: vi.fn<CardApi['sayWhom']>(async () => fine),
    saveNote: vi.fn<CardApi['saveNote']>(async () => fine),
    offerSlots: vi.fn<CardApi['offerSlots']>(async () => ({
      ok: true,
      value: {
        slots: [1, 2, 3].map((day) => ({ start: START + day * DAY, end: END + day * DAY, why: [] })),
        zone: 'UTC',
        unknownCalendars: 0,
        overChain: null,
        clientZone: null,
        freeForClient: false,
        mailsNobody: false,
        hours: { from: 'settings' },
      },
    })),
    propose: vi.fn<CardApi['propose']>(async (_id, _wish, way) => ({
      ok: true,
      value: {
        proposalId: 'q1',
        needsWriteAccess: null,
        goesOutAt: way === 'invite' ? NOW + 3 * MINUTE : null,
      },
    })),
    stillOffered: vi.fn<CardApi['stillOffered']>(async () => []),
    withdraw: vi.fn<CardApi['withdraw']>(async () => fine),
    movedTo: vi.fn<CardApi['movedTo']>(async () => []),
    nextBooking: vi.fn<CardApi['nextBooking']>(async () => null),
    readDraft: vi.fn<CardApi['readDraft']>(async (id) =>
      drafts.has(id) ? { id, value: drafts.get(id), updatedAt: Date.now() } : undefined,
    ),
    keepDraft: vi.fn<CardApi['keepDraft']>((id, value) => {
      drafts.set(id, value)
    }),
    dropDraft: vi.fn<CardApi['dropDraft']>((id) => {
      drafts.delete(id)
    }),
    copy: vi.fn<CardApi['copy']>(async () => undefined),
    ...part,
  }
}

/** Draws the card of a session whose window has had the focus for long. */
export const drawCard = (options: Partial<CardViewProps> & { api?: CardApi } = {}) => {
  vi.setSystemTime(NOW)
  let ids = 0
  const on = { onSaved: vi.fn(), onDone: vi.fn(), onClose: vi.fn(), onStep: vi.fn() }
  const api = options.api ?? createApi()
  const props: CardViewProps = {
    card: card(),
    clients: [dana],
    settings: { singleKeys: true, privateScreen: false, endOfDay: '18:00', holds: 3 },
    now: NOW,
    zone: 'UTC',
    newId: () => `id${++ids}`,
    ...on,
    ...options,
    api,
  }
  const drawn = render(<CardView {...props} />)
  fireEvent.blur(window)
  fireEvent.focus(window)
  vi.setSystemTime(NOW + 5_000)
  return { ...drawn, ...on, api, props }
}

/** Presses a key where the focus is, a second after whatever came before. */
export const press = (key: string) => {
  vi.setSystemTime(Date.now() + 1_000)
  fireEvent.keyDown(document.activeElement ?? document.body, { key })
}
