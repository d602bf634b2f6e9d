import { beforeEach, expect, it, vi } from 'vitest'
import { undoSaved } from '../../entrypoints/dashboard/undo.ts'
import { sayHappened } from '../../entrypoints/prompt/say-happened.ts'
import { balance } from '../../lib/core/ledger.ts'
import type { Participant, Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { splitBatch } from '../../lib/core/view/past-filter.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { undo } from '../../lib/flow/undo.ts'
import { pastSessions } from '../../lib/store/queries/past.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf, sightingOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

let deps: TestDeps
const flows = { answer, undo }
vi.mock('../../lib/messaging.ts', () => ({
  send: (name: keyof typeof flows, data: never) => flows[name](deps, data),
}))
vi.mock('../../lib/store/queries/live.ts', () => ({ booksForReading: () => deps.db }))

const dana = participantOf(DANA, 'dana@client.example')

/** Thirty sessions of the last days, a day apart; the client declined the fifth late, the tenth was never said to be paid or free. */
const holiday = (): Session[] =>
  Array.from({ length: 30 }, (_, index) => {
    const start = NOW - (30 - index) * DAY - HOUR
    const key = `s${String(index).padStart(2, '0')}|-`
    const session = sessionOf({ key, uid: key, start, end: start + HOUR })
    if (index === 10) return { ...session, ruleKind: null }
    if (index !== 5) return session
    const declined = {
      what: 'declined',
      by: 'client',
      address: dana.address,
      notBefore: start - 3 * HOUR,
      notAfter: start - 2 * HOUR,
      start,
      to: null,
    } as const
    return { ...session, sightings: [declined], participants: [{ ...dana, response: 'declined' }] }
  })

beforeEach(async () => {
  deps = await createTestDeps()
  await fill(deps, { sessions: holiday(), events: [] })
  await ask(deps)
})

const waiting = async () => {
  await ask(deps)
  return deps.told.badges.at(-1)?.waiting
}
const used = async () => balance(await deps.db.ledger.all())

it('E31 thirty that wait are answered as one, without those the calendar speaks against, and taken back as one', async () => {
  const { waiting: rows } = await waitingView(deps.db, NOW)
  const sure = rows.filter(({ contrary, kind }) => !contrary && kind !== null)
  expect([rows.length, sure.length, await waiting()]).toEqual([30, 28, 30])

  const said = await sayHappened(sure)
  expect(said.ok && said.value.map(({ sessionKey }) => sessionKey)).toEqual(sure.map(({ key }) => key))
  expect([await used(), await waiting()]).toEqual([28, 2])
  const left = await deps.db.sessions.where('open+end', [1, holiday()[5]?.end ?? 0])
  expect(left.map(({ key }) => key)).toEqual(['s05|-'])

  const saved = await savedView(deps.db, NOW)
  expect(saved).toMatchObject({ count: 28 })
  const undone = vi.fn()
  await new Promise<void>((done) => {
    const run = async (_: string, work: () => Promise<{ ok: boolean }>, then: () => void) => {
      if ((await work()).ok) then()
      done()
    }
    undoSaved({ busy: null, run } as never, saved!, undone)
  })
  expect(undone).toHaveBeenCalledOnce()
  expect([await used(), await waiting()]).toEqual([0, 30])
  // Nothing is gone from the books: each line was taken back by one of its own.
  expect(await deps.db.ledger.count()).toBe(56)
  expect(await savedView(deps.db, NOW)).toBeNull()
})

it('E31 a group of which one person declined is left out, whoever of them it is; in the popup, the window and on the Past page', async () => {
  const lee = participantOf(LEE, 'lee@client.example')
  const group = (key: string, who: readonly Participant[], declined: Participant | null): Session => {
    const participants = who.map((each) =>
      each === declined ? { ...each, response: 'declined' as const } : each,
    )
    const sightings = declined === null ? [] : [sightingOf(NOW - 2 * HOUR, { address: declined.address })]
    return sessionOf({ key, uid: key, start: NOW - 2 * HOUR, end: NOW - HOUR, participants, sightings })
  }
  deps = await createTestDeps()
  const both = [
    group('a|-', [dana, lee], null),
    group('b|-', [dana, lee], dana),
    group('c|-', [dana, lee], lee),
  ]
  await fill(deps, { sessions: both, events: [] })
  const { waiting: rows } = await waitingView(deps.db, NOW)
  expect(rows.map(({ key, contrary }) => [key, contrary])).toEqual([
    ['a|-', false],
    ['b|-', true],
    ['c|-', true],
  ])
  const { sure, leftOut } = splitBatch((await pastSessions(deps.db, { days: 7, now: NOW })).rows)
  expect(sure.map(({ key }) => key)).toEqual(['a|-'])
  expect(leftOut.map(({ row, why }) => [row.key, why]).toSorted()).toEqual([
    ['b|-', 'contrary'],
    ['c|-', 'contrary'],
  ])
})

it('E31 a batch that is stopped half way keeps what was saved, and that is what is taken back', async () => {
  const { waiting: rows } = await waitingView(deps.db, NOW)
  const gone = { ...rows[2]!, key: 'gone|-' }
  const said = await sayHappened([rows[0]!, rows[1]!, gone, rows[3]!])
  expect(said.ok && said.value.map(({ sessionKey }) => sessionKey)).toEqual(['s00|-', 's01|-'])
  expect([await used(), (await savedView(deps.db, NOW))?.count]).toEqual([2, 2])
})
