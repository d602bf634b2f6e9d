import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { consequence, type Question } from '../../lib/core/consequence.ts'
import { forecast } from '../../lib/core/forecast.ts'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { DAY } from '../../lib/core/time.ts'
import { clientOf, DANA, entryOf, headFor, LEE, NOW } from '../helpers/books.ts'
import { policyWith } from '../helpers/policies.ts'
import { program as programFrom } from '../helpers/programs.ts'

const noShow: Said = { occurred: false, reason: 'client-no-show' }
const sick: Said = { occurred: false, reason: 'client-emergency' }
const HOME = 'dana@client.example'
const WORK = 'dana@work.example'
const forgiving = policyWith('forgiving', {}, { freeMisses: 1 })
const program = (over: Parameters<typeof programFrom>[0] = {}) => programFrom({ zone: 'UTC', ...over })
const subject = {
  sessionKey: 'uid-1|-',
  participant: DANA,
  address: HOME,
  sessionStart: NOW,
  zone: 'UTC',
}
const forgiven = (over: Partial<LedgerEntry>) =>
  entryOf({ id: 'f', code: 'client-no-show', mark: 'didnt-occur', delta: 0, ...over })

const ask = (said: Said, over: Partial<Question> = {}) =>
  consequence({
    said,
    kind: 'paid',
    courtesy: false,
    policy: defaultPolicy,
    subject,
    client: { addresses: [HOME, WORK], participants: [] },
    programs: [program()],
    entries: [],
    now: NOW,
    ...over,
  })

describe('the consequence before the click', () => {
  it('E15 what somebody else of the group was forgiven spends nothing of this client’s', () => {
    const others = [forgiven({ address: 'lee@client.example', sessionKey: 'uid-1|-', participant: LEE })]
    expect(ask(noShow, { policy: forgiving, entries: others }).free).toBe(true)
  })

  const atWork = (said: Said) =>
    book(headFor('a', said), [], { ...subject, participant: LEE, address: WORK }, NOW - DAY)

  it.each([
    ['came', { occurred: true }, 1],
    ['missed it', noShow, 1],
    ['was ill', sick, 0],
  ] as const)(
    'E15 E17 one person at two addresses of a session, who %s at the other, uses it once',
    (_name, other, used) => {
      const entries = atWork(other)
      const programs = [program({ perMonth: 1 })]
      for (const said of [{ occurred: true }, noShow] as const) {
        const told = ask(said, { entries, programs })
        expect(told).toMatchObject({ counts: true, program: { used: 1, left: 11 } })
        expect(told.month).toMatchObject({ used: 1, over: 0 })
        expect(ask(said, { entries, programs: [] }).withoutProgram).toEqual({ sessions: 1, since: NOW })
      }
      expect(ask(sick, { entries, programs })).toMatchObject({ counts: false, program: { used } })
    },
  )

  it('E37 what was said of this place before stands no longer for the person; the other place does', () => {
    const mine = book(headFor('b', { occurred: true }), [], subject, NOW - DAY)
    const told = (other: Said) => ask(sick, { entries: [...mine, ...atWork(other)] }).program?.used
    expect([told(noShow), told({ occurred: true }), told(sick)]).toEqual([1, 1, 0])
  })

  it('E15 E17 one person’s other place in the session spends no free miss of this one', () => {
    const spent = [forgiven({ address: WORK, sessionKey: 'uid-1|-', participant: LEE })]
    expect(ask(noShow, { policy: forgiving, entries: spent })).toMatchObject({ free: true, counts: false })
    const before = [forgiven({ address: WORK, sessionKey: 'before|-', participant: LEE })]
    expect(ask(noShow, { policy: forgiving, entries: before })).toMatchObject({ free: false, counts: true })
  })

  it('a courtesy make-up is no free miss, and spends none', () => {
    expect(ask(noShow, { policy: forgiving, courtesy: true })).toMatchObject({
      free: false,
      override: 'courtesy',
      reschedule: true,
    })
  })

  it('E23 a make-up of a session from an earlier month does not raise the month’s flag', () => {
    const entries = [entryOf({ sessionStart: NOW - 7 * DAY })]
    const programs = [program({ perMonth: 1 })]
    expect(ask({ occurred: true }, { programs, entries }).month).toMatchObject({ used: 2, over: 1 })
    const makeups = new Map([[`${subject.sessionKey}#${DANA}`, NOW - 40 * DAY]])
    expect(ask({ occurred: true }, { programs, entries, makeups }).month).toMatchObject({ used: 2, over: 0 })
  })

  it('E23 the month is the one where the program is, not where the session was', () => {
    // Midday on the last of November in London is already December in Auckland.
    const sessionStart = Date.UTC(2026, 10, 30, 12)
    const programs = [program({ perMonth: 2, zone: 'Pacific/Auckland' })]
    const said = ask({ occurred: true }, { programs, subject: { ...subject, sessionStart } })
    expect(said.month).toEqual({ month: '2026-12', used: 1, over: 0, allowance: 2 })
  })

  it('what is not counted shows the program that it would count toward, as that stands', () => {
    const shown = (programs: Question['programs'], over: Partial<Question> = {}) => {
      const told = [sick, { moved: true, toSessionKey: null } as const].map(
        (said) => ask(said, { programs, ...over }).program,
      )
      expect(told[1]).toEqual(told[0])
      // A program that it would count toward is the one that "yes" names.
      expect(told[0]?.programId).toBe(ask({ occurred: true }, { programs, ...over }).program?.programId)
      return told[0] ?? null
    }
    const entries = [entryOf({ sessionStart: NOW - 7 * DAY })]
    const next = (from: string) => program({ id: 'p2', from, sessions: 6 })
    // One that begins later in the month has not begun by then.
    const ended = program({ to: '2026-11-29' })
    expect(shown([ended, next('2026-11-30')], { entries })).toMatchObject({ programId: 'p1', used: 1 })
    // Of two beside each other the first that has room.
    expect(shown([program(), next('2026-11-20')], { entries })).toMatchObject({ programId: 'p1', used: 1 })
    const full = program({ sessions: 1 })
    expect(shown([full, next('2026-11-20')], { entries })).toMatchObject({ programId: 'p2', used: 0 })
    // E41: after the last day of all, the one that ended last.
    expect(shown([program({ to: '2026-11-22' })], { entries })).toMatchObject({ programId: 'p1', used: 1 })
    expect(shown([next('2026-11-24')])).toBeNull()
  })

  it('what counts before its program begins says so, and shows no program’s figures', () => {
    expect(ask(noShow, { programs: [program({ from: '2026-11-30' })] })).toMatchObject({
      program: null,
      withoutProgram: { sessions: 1, since: NOW },
    })
  })
})

describe('what sessions to come would come to', () => {
  const dana = clientOf('dana', { addresses: [HOME, WORK] })
  const soon = (days: number, address: string) => ({
    kind: 'paid' as const,
    client: dana,
    subject: { ...subject, sessionKey: `s${days}|-`, address, sessionStart: NOW + days * DAY },
  })
  const told = (
    expected: Parameters<typeof forecast>[0],
    books: Partial<Parameters<typeof forecast>[1]> = {},
  ) => [
    ...forecast(
      expected,
      { linesOf: () => [], programs: [program()], makeups: new Map(), ...books },
      { policy: defaultPolicy, now: NOW },
    ).values(),
  ]

  it('E17 adds up for one person, under whichever address each is booked', () => {
    const both = told([soon(1, HOME), soon(2, WORK)], { programs: [program({ sessions: 1 })] })
    expect(both.map((each) => [each.program?.used, each.program?.over])).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('E15 E17 is one session for one person at two addresses of it', () => {
    const twice = [HOME, WORK].map((address, index) => {
      const one = soon(1, address)
      return { ...one, subject: { ...one.subject, participant: [DANA, LEE][index] ?? '' } }
    })
    const each = told([...twice, soon(2, HOME)], { programs: [program({ perMonth: 2 })] })
    expect(each.map(({ program, month }) => [program?.used, month?.over])).toEqual([
      [1, 0],
      [1, 0],
      [2, 0],
    ])
  })

  it('uses up no program of anybody else', () => {
    const [only] = told([soon(1, HOME)], { programs: [program({ clientId: 'lee' })] })
    expect(only).toMatchObject({ program: null, withoutProgram: { sessions: 1 } })
  })

  it('E23 does not flag a month for a make-up from an earlier one', () => {
    const makeups = new Map([[`s2|-#${DANA}`, NOW - 40 * DAY]])
    const both = told([soon(1, HOME), soon(2, HOME)], { programs: [program({ perMonth: 1 })], makeups })
    expect(both.map(({ month }) => month?.over)).toEqual([0, 0])
  })
})
