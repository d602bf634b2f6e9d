import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { savedOf } from '../../lib/core/view/saved.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { exportedSessions } from '../../lib/store/queries/calendar-file.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { clientAudit } from '../../lib/store/queries/client-audit.ts'
import { clientGuesses } from '../../lib/store/queries/client-guesses.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { reports } from '../../lib/store/queries/reports.ts'
import { calendarOf, clientOf, DANA, LEE, NOW, sessionOf } from '../helpers/books.ts'
import { cases } from '../helpers/cases.ts'
import type { TestDeps } from '../helpers/deps.ts'
import { program } from '../helpers/programs.ts'
import { came, noShow, sick } from './answering.ts'
import { both, HOME, keyOf, say, WORK, worldOf } from './two-places.ts'

const pageOf = async ({ db }: TestDeps, clientId = 'dana') => {
  const page = await clientPage(db, { clientId, now: NOW })
  if (page === null) throw new Error(`No ${clientId}`)
  return page
}

describe('E15 E17 one person at two addresses of one session', () => {
  const oneClient = async (sessions = 1) => {
    const deps = await worldOf(sessions)
    await deps.db.clients.put(clientOf('dana', { addresses: [HOME, WORK] }))
    return deps
  }

  it('who came once is counted once: page, list, statement, reports; every line stays in the audit view', async () => {
    const deps = await oneClient()
    await say(deps, 0, { [DANA]: came, [LEE]: came })
    const page = await pageOf(deps)
    expect([page.uncovered.sessions, page.statement.length, page.sessions.length]).toEqual([1, 1, 1])
    const [row] = (await clientsOverview(deps.db, NOW)).clients
    expect(row?.uncovered.sessions).toBe(1)
    const { clients, months, minutes } = await reports(deps.db)
    expect([clients[0]?.total, months[0]?.total, [...minutes.values()]]).toEqual([1, 1, [60]])
    expect(await clientAudit(deps.db, 'dana')).toHaveLength(2)
    expect(page.audit).toHaveLength(2)
  })

  it('who came is not one who missed it, nor one who waits for another time', async () => {
    const deps = await oneClient(2)
    await say(deps, 0, { [DANA]: sick, [LEE]: came })
    await say(deps, 1, { [DANA]: sick, [LEE]: noShow })
    const { statement, sessions, uncovered } = await pageOf(deps)
    expect(statement.map(({ mark, delta }) => [mark, delta])).toEqual([
      ['didnt-occur', 1],
      ['completed', 1],
    ])
    expect(sessions.map(({ state, participant }) => [state, participant])).toEqual([
      ['completed', LEE],
      ['didnt-occur', LEE],
    ])
    expect(uncovered).toEqual({ sessions: 2, since: NOW - HOUR - DAY })
  })

  it('uses a program once, and the line after the answer says so for either place', async () => {
    const deps = await oneClient()
    await deps.db.programs.put(program({ zone: 'UTC', perMonth: 1 }))
    await say(deps, 0, { [DANA]: came, [LEE]: came })
    const [view] = (await pageOf(deps)).programs
    expect(view?.usage).toMatchObject({ used: 1, left: 11, byMonth: [{ used: 1, over: 0 }] })
    const card = await cardView(deps.db, keyOf(0), NOW)
    const saved = [DANA, LEE].map((participant) => card && savedOf(card, participant, NOW)?.program)
    expect(saved).toEqual(Array.from({ length: 2 }, () => ({ used: 1, total: 12 })))
  })

  it('a session to come is booked once', async () => {
    const deps = await oneClient()
    const soon = { key: 'soon|-', uid: 'soon', start: NOW + DAY, end: NOW + DAY + HOUR }
    await deps.db.sessions.put(sessionOf({ ...soon, participants: both }))
    await deps.db.programs.put(program({ zone: 'UTC', from: '2026-01-01', to: '2026-12-31', sessions: 2 }))
    const { programs, sessions } = await pageOf(deps)
    expect(sessions.map(({ key }) => key)).toEqual([keyOf(0), 'soon|-'])
    expect(programs[0]?.pace.state).toBe('behind')
  })

  it('a session to come, of which one place was answered ahead, is to come on every page', async () => {
    const deps = await oneClient()
    const [start, end] = [NOW + DAY, NOW + DAY + HOUR]
    await deps.db.sessions.put(sessionOf({ key: keyOf(0), uid: 'uid-0', participants: both, start, end }))
    await say(deps, 0, { [DANA]: { canceledByClient: { noticeMs: DAY } } })
    expect((await pageOf(deps)).sessions).toMatchObject([{ participant: LEE, state: 'upcoming' }])
    expect((await clientsOverview(deps.db, NOW)).clients[0]?.next).toMatchObject({ start })
  })
})

describe('E15 E17 one person at two addresses of one session, outside the books', () => {
  it('what the calendar lets one guess of them counts it once', async () => {
    const deps = await worldOf(3)
    const window = { start: NOW - 60 * DAY, end: NOW + 365 * DAY }
    await deps.db.calendars.put(calendarOf({ window }))
    const rows = (await deps.db.sessions.all()).toSorted((a, b) => a.start - b.start)
    const titled = rows.map((row, index) => ({ ...row, title: `Coaching ${index + 4}/12` }))
    await deps.db.sessions.putMany(titled)
    const guess = async (who: string) => (await clientGuesses(deps.db, NOW + DAY, 'UTC')).get(who)
    const wanted = { seen: 3, perMonth: 30, package: { sessions: 12, alreadyUsed: 6, from: 'titles' } }
    expect(await guess(WORK)).toMatchObject(wanted)
    await deps.db.clients.put(clientOf('dana', { addresses: [HOME, WORK] }))
    expect(await guess('dana')).toMatchObject(wanted)
  })

  it('a calendar file says once what became of them; of who is nobody’s client it says each', async () => {
    const deps = await worldOf(1)
    await say(deps, 0, { [DANA]: sick, [LEE]: came })
    const told = async (clientId: string | null) =>
      (await exportedSessions(deps.db, { clientId, now: NOW })).map(({ places }) =>
        places.map(({ state }) => state),
      )
    // An answer makes a client of somebody who was nobody's.
    await deps.db.clients.removeMany((await deps.db.clients.all()).map(({ id }) => id))
    expect(await told(null)).toEqual([['to-reschedule', 'completed']])
    await deps.db.clients.put(clientOf('dana', { addresses: [HOME, WORK] }))
    expect([await told(null), await told('dana')]).toEqual([[['completed']], [['completed']]])
  })
})

describe('E17 merging and splitting', () => {
  const anyWord = fc.constantFrom<Said | null>(came, noShow, sick, null)
  const anyKind = fc.constantFrom('paid' as const, 'complimentary' as const)
  const anySession = fc.record({ [DANA]: anyWord, [LEE]: anyWord, kind: anyKind })

  /** What the pages say of the figures of everybody there is. */
  const figuresOf = async (deps: TestDeps) => {
    const { clients } = await clientsOverview(deps.db, NOW)
    const pages = await Promise.all(clients.map(({ id }) => pageOf(deps, id)))
    return [
      clients.map(({ id, uncovered, current }) => [id, uncovered, current?.usage]),
      pages.map(({ programs, statement, uncovered }) => [
        programs.map(({ usage }) => usage),
        statement.map(({ id }) => id),
        uncovered,
      ]),
      (await reports(deps.db)).clients,
    ]
  }

  it('property: what one person was at two addresses counts once; split, each has again what they had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySession, { minLength: 1, maxLength: 5 }), async (sessions) => {
        const deps = await worldOf(sessions.length)
        await deps.db.clients.putMany([
          clientOf('dana', { addresses: [HOME] }),
          clientOf('lee', { addresses: [WORK] }),
        ])
        const own = (clientId: string) => program({ id: clientId, clientId, sessions: 2, zone: 'UTC' })
        await deps.db.programs.putMany([own('dana'), own('lee')])
        for (const [index, { kind, ...words }] of sessions.entries()) {
          const said = Object.entries(words).flatMap(([who, word]) => (word === null ? [] : [[who, word]]))
          if (said.length > 0) await say(deps, index, Object.fromEntries(said), kind)
        }
        const [before, ledger] = [await figuresOf(deps), await deps.db.ledger.all()]
        const pair = { clientId: 'dana', otherId: 'lee' }
        await mergeClients(deps, pair)
        const { programs, statement } = await pageOf(deps)
        const counted = sessions.filter(({ kind, ...words }) => {
          const said = Object.values(words)
          return kind === 'paid' && (said.includes(came) || said.includes(noShow))
        })
        const used = programs.reduce((sum, { usage }) => sum + usage.used, 0)
        expect(used).toBe(counted.length)
        const answered = sessions.filter((each) => each[DANA] !== null || each[LEE] !== null)
        expect(statement).toHaveLength(answered.length)
        await splitClient(deps, pair)
        expect(await figuresOf(deps)).toEqual(before)
        expect(await deps.db.ledger.all()).toEqual(ledger)
        deps.db.close()
      }),
      cases(40),
    )
  })
})
