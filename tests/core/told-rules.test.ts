import { describe, expect, it } from 'vitest'
import { outcomeOf, type Said } from '../../lib/core/answer.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { peopleOf } from '../../lib/core/view/people.ts'
import { toCountedRows } from '../../lib/core/view/queue.ts'
import { upcomingRows } from '../../lib/core/view/upcoming.ts'
import { clientOf, DANA, headFor, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { program } from '../helpers/programs.ts'

const HOME = 'dana@client.example'
const people = peopleOf([clientOf('dana', { addresses: [HOME], kinds: [{ from: 0, kind: 'paid' }] })])
const noShow: Said = { occurred: false, reason: 'client-no-show' }
const session = (days: number, said: Said | null = null, over: Partial<Session> = {}) => {
  const start = NOW + days * DAY
  const outcome = said === null ? null : outcomeOf([headFor(`a${days}`, said)])
  const participants = [{ ...participantOf(DANA, HOME), outcome }]
  return sessionOf({ key: `s${days}|-`, uid: `s${days}`, start, end: start + HOUR, participants, ...over })
}

describe('what the sessions to come would use up', () => {
  const used = (...sessions: readonly Session[]) =>
    upcomingRows({
      ...{ sessions, waiting: [], people, programs: [program()], entries: [], notes: [] },
      ...{ makeups: new Map(), policy: defaultPolicy, now: NOW },
    }).map(({ people: [one] }) => one?.would?.program?.used ?? null)

  it('is nothing for one that is off in time, and the next one does not come after it', () => {
    const off = session(1, null, { standing: 'canceled', open: 0 })
    expect(used(off, session(2))).toEqual([null, 1])
  })

  it('is nothing more for one that was answered before its time', () => {
    expect(used(session(1, noShow), session(2))).toEqual([null, 1])
  })
})

describe('the month of a session to come', () => {
  it('E23 is not flagged for a make-up of an earlier month that did not count, nor for what comes after it', () => {
    const sessions = [session(1), session(2), session(3)]
    const over = (makeups: ReadonlyMap<string, number>) =>
      upcomingRows({
        ...{ sessions, waiting: [], people, programs: [program({ perMonth: 2 })], entries: [], notes: [] },
        ...{ makeups, policy: defaultPolicy, now: NOW },
      }).map(({ people: [one] }) => one?.would?.month?.over)
    expect(over(new Map())).toEqual([0, 0, 1])
    const [second] = sessions[1]?.participants ?? []
    const place = `${sessions[1]?.key}#${second?.id}`
    expect(over(new Map([[place, NOW - 40 * DAY]]))).toEqual([0, 0, 0])
  })
})

describe('misses that counted lately', () => {
  it('are those that counted: not what took place, was free, or was sent back', () => {
    const free = session(-2, noShow)
    const [dana] = free.participants
    const forgiven = { ...free, participants: [{ ...dana!, outcome: { ...dana!.outcome!, counts: false } }] }
    const sick: Said = { occurred: false, reason: 'client-emergency' }
    const rows = toCountedRows(
      [
        session(-4, noShow),
        session(-3, { occurred: true }),
        forgiven,
        session(-1, sick),
        session(-5, noShow),
      ],
      people,
    )
    expect(rows.map(({ id }) => id)).toEqual([`s-4|-#${DANA}`, `s-5|-#${DANA}`])
  })
})
