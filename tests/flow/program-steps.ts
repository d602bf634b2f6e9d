import fc from 'fast-check'
import type { Said } from '../../lib/core/answer.ts'
import { holding, inForce } from '../../lib/core/program-change.ts'
import { DAY } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { type Change, changeProgram, removeProgram, saveProgram } from '../../lib/flow/program.ts'
import { undo } from '../../lib/flow/undo.ts'
import { anySaid } from '../core/arbitrary.ts'
import { DANA } from '../helpers/books.ts'
import type { TestDeps } from '../helpers/deps.ts'

/** When the sessions begin: on both sides of midnight, month ends and the nights when clocks change, in one zone or another. */
export const STARTS = [
  '2026-01-31T23:30Z',
  '2026-02-28T22:30Z',
  '2026-03-08T06:30Z',
  '2026-03-29T00:30Z',
  '2026-03-31T22:30Z',
  '2026-04-04T14:30Z',
  '2026-10-25T00:30Z',
  '2026-10-31T23:30Z',
].map((at) => Temporal.Instant.from(at).epochMilliseconds)

export const keyOf = (session: number): string => `uid-${session}|-`

const dateAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const daysAfter = (date: string, days: number): string => dateAt(Date.parse(date) + days * DAY)

/** Half of them within a day of a session, where a day more or less decides. */
const anyDate = fc.oneof(
  fc.integer({ min: 0, max: 330 }).map((day) => dateAt(Date.UTC(2026, 0, 1) + day * DAY)),
  fc
    .tuple(fc.constantFrom(...STARTS), fc.integer({ min: -1, max: 1 }))
    .map(([start, days]) => dateAt(start + days * DAY)),
)

/** So few sessions that a program is soon used up. */
const anyTerms = fc
  .record({
    sessions: fc.integer({ min: 1, max: 4 }),
    alreadyUsed: fc.nat(2),
    dates: fc.tuple(anyDate, anyDate).map((pair) => pair.toSorted()),
    isOpen: fc.nat(3).map((one) => one === 0),
    perMonth: fc.option(fc.integer({ min: 1, max: 2 })),
  })
  .map(({ dates: [from = '', to = ''], isOpen, ...terms }) => ({ ...terms, from, to: isOpen ? null : to }))

/** Days are counted from where the program then stands, so that most of what is said can be. */
const anyWish = fc.oneof(
  fc.record({
    type: fc.constant('paused' as const),
    from: anyDate,
    days: fc.nat(60),
    movesEnd: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('extended' as const),
    sessions: fc.nat(3),
    days: fc.option(fc.integer({ min: 1, max: 120 }), { freq: 2 }),
  }),
  fc.constant({ type: 'withdrawn' as const }),
)
type Wish = typeof anyWish extends fc.Arbitrary<infer T> ? T : never
type Terms = typeof anyTerms extends fc.Arbitrary<infer T> ? T : never

export type Step =
  | { readonly do: 'answer'; readonly session: number; readonly said: Said; readonly paid: boolean }
  | { readonly do: 'undo'; readonly session: number }
  | { readonly do: 'program'; readonly terms: Terms; readonly of: number | null }
  | { readonly do: 'change'; readonly wish: Wish; readonly of: number; readonly instead: number | null }
  | { readonly do: 'remove'; readonly of: number }

const anySession = fc.nat(STARTS.length - 1)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      session: anySession,
      said: fc.oneof(fc.constant({ occurred: true as const }), anySaid),
      paid: fc.oneof(fc.constant(true), fc.boolean()),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), session: anySession }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('program' as const),
      terms: anyTerms,
      of: fc.option(fc.nat(3), { freq: 1 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      wish: anyWish,
      of: fc.nat(3),
      instead: fc.option(fc.nat(5), { freq: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), of: fc.nat(3) }) },
)

/** A program or two, and whatever comes after them. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(anyTerms, { minLength: 1, maxLength: 2 }),
    fc.array(anyStep, { minLength: 8, maxLength: 30 }),
  )
  .map(([programs, steps]) => [
    ...programs.map((terms) => ({ do: 'program' as const, terms, of: null })),
    ...steps,
  ])

/** A program or two with an allowance from the first session on, and an answer to every one. */
export const anyMonths: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(fc.constantFrom(1, 1, 2), { minLength: 1, maxLength: 2 }),
    fc.array(fc.nat(2), { minLength: STARTS.length, maxLength: STARTS.length }),
  )
  .map(([allowances, words]) => [
    ...allowances.map((perMonth, index) => {
      const terms = { sessions: 6, alreadyUsed: index, from: '2026-01-01', to: null, perMonth }
      return { do: 'program' as const, terms, of: null }
    }),
    ...words.map((word, session) => {
      const said: Said = word > 0 ? { occurred: true } : { occurred: false, reason: 'client-emergency' }
      return { do: 'answer' as const, session, said, paid: true }
    }),
  ])

const asSaid = (wish: Wish, end: string | null): Change => {
  if (wish.type === 'withdrawn') return wish
  const { days, ...rest } = wish
  return rest.type === 'paused'
    ? { ...rest, to: daysAfter(rest.from, days ?? 0) }
    : { ...rest, to: end === null || days === null ? null : daysAfter(end, days) }
}

/** Takes one step as the background would; what cannot be is refused by the flow. */
export const take = async (deps: TestDeps, step: Step, intentId: string): Promise<unknown> => {
  if (step.do === 'answer') {
    const answers = [{ participant: DANA, said: step.said, courtesy: false, minutes: null }]
    const kind = step.paid ? 'paid' : 'complimentary'
    return answer(deps, { intentId, sessionKey: keyOf(step.session), kind, answers })
  }
  if (step.do === 'undo')
    return undo(deps, { intentId, sessionKey: keyOf(step.session), participants: [DANA] })
  const programs = await deps.db.programs.all()
  const one = step.of === null ? undefined : programs[step.of % Math.max(1, programs.length)]
  if (step.do === 'program')
    return saveProgram(deps, {
      ...{ intentId, name: 'P', clientId: 'dana', programId: one?.id ?? null },
      ...step.terms,
    })
  if (one === undefined) return null
  if (step.do === 'remove') return removeProgram(deps, { programId: one.id })
  const said = holding(one).filter(({ type }) => type !== 'corrected')
  const place = step.wish.type === 'withdrawn' ? (step.instead ?? 0) : step.instead
  const instead = place === null ? null : (said[place % Math.max(1, said.length)]?.id ?? null)
  const change = asSaid(step.wish, inForce(one).to)
  return changeProgram(deps, { intentId, programId: one.id, change, instead })
}
