import { expect } from 'vitest'
import type { Answer, Said } from '../../lib/core/answer.ts'
import { linksOf } from '../../lib/core/client.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import type { Reason } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { countedWithoutProgram, usage } from '../../lib/core/program.ts'
import { participantKey, partsOf } from '../../lib/core/session.ts'
import { BUILT_IN, type Ruling, ruling, type Terms } from '../helpers/ruling.ts'
import { usedOf } from '../simulation/oracle.ts'
import { addressOf, type Books, PEOPLE, type Who } from './two-browsers.ts'

/** What is known of one browser beside its books. */
export type Model = {
  own: Terms
  organisation: Terms | null
  /** Who was made one with whom. */
  readonly within: Map<Who, Who>
  /** Addresses that went to somebody else, by whose they were, each once. */
  readonly given: Map<Who, Who>
  /** Calls added by hand: the place of each, and whom it was with. */
  readonly calls: Map<string, Who>
  /** What each answer said when it was first seen. */
  readonly said: Map<string, string>
}

export const createModel = (): Model => ({
  own: BUILT_IN,
  organisation: null,
  within: new Map(),
  given: new Map(),
  calls: new Map(),
  said: new Map(),
})

export const termsOf = ({ organisation, own }: Model): Terms => organisation ?? own

export const rootOf = (model: Model, who: Who): Who => {
  const into = model.within.get(who)
  return into === undefined ? who : rootOf(model, into)
}

export const rowsOf = ({ deps }: Books) =>
  deps.store.read(['answers', 'ledger', 'sessions', 'clients', 'programs', 'policies'], async (tx) => ({
    answers: await tx.answers.all(),
    ledger: await tx.ledger.all(),
    sessions: await tx.sessions.all(),
    clients: await tx.clients.all(),
    programs: await tx.programs.all(),
    policies: await tx.policies.all(),
  }))
export type Rows = Awaited<ReturnType<typeof rowsOf>>

/** The last word on one place in a session; null where there is none, or one that decides nothing. `who`: of whom it is, by the model. */
type Last = { readonly used: Answer | null; readonly who: Who }

/** A call is of the one it was with, whoever has the address now; everything else is of who has the address. */
const whoseIs = ({ calls, given }: Model, place: string, address: string | null): Who => {
  const named = calls.get(place)
  if (named !== undefined) return named
  const first = PEOPLE.find((each) => addressOf(each) === address) ?? nobody(address)
  return given.get(first) ?? first
}

/** What holds everywhere, counted again from the answers alone: of two browsers that differ, the one that does not count (PRODUCT 7). */
export const lastWords = ({ answers, sessions }: Rows, model: Model): ReadonlyMap<string, Last> =>
  new Map(
    sessions.flatMap(({ key, participants }) =>
      participants.map(({ id, address }): [string, Last] => {
        const holding = answers.filter(
          (each) => each.inForce && each.sessionKey === key && each.participant === id,
        )
        const used = usedOf(holding)
        const place = participantKey(key, id)
        return [place, { used: used?.mark ? used : null, who: whoseIs(model, place, address) }]
      }),
    ),
  )

/** How often somebody with two places in a session had both of them counted, over all histories. */
export const doubled = { seen: 0 }

/**
 * What one person's sessions came to, each once although they may have several places in it: where they came they came, where one counts it
 * counts, where one was missed it was missed, all the same when and in which browser.
 */
const outcomesOf = (places: ReadonlyMap<string, Last>, model: Model, root: Who): readonly Answer[] => {
  const said = [...places].flatMap(([place, { used, who }]) =>
    used !== null && rootOf(model, who) === root ? [{ ...partsOf(place), used }] : [],
  )
  return [...Map.groupBy(said, ({ sessionKey }) => sessionKey).values()].flatMap((own) => {
    if (own.filter(({ used }) => used.counts).length > 1) doubled.seen += 1
    const inOrder = own
      .toSorted((a, b) => a.participant.localeCompare(b.participant, 'en'))
      .map(({ used }) => used)
    const came = inOrder.filter(({ code }) => code === 'occurred')
    const costs = ({ counts }: Answer) => counts
    const missed = inOrder.find(({ mark }) => mark === 'didnt-occur')
    return came.find(costs) ?? came[0] ?? inOrder.find(costs) ?? missed ?? inOrder[0] ?? []
  })
}

const nobody = (of: unknown): never => {
  throw new Error(`Nobody is ${of}`)
}

/** Each place has one line standing at most, for what holds, and nothing beside it in the balance. */
const expectLedger = ({ ledger, sessions }: Rows, places: ReadonlyMap<string, Last>): void => {
  const entries = Map.groupBy(ledger, (entry) => participantKey(entry.sessionKey, entry.participant))
  const outcomes = new Map(
    sessions.flatMap(({ key, participants }) =>
      participants.map(({ id, outcome }) => [participantKey(key, id), outcome] as const),
    ),
  )
  for (const [place, { used }] of places) {
    const own = entries.get(place) ?? []
    expect([place, balance(own)]).toEqual([place, used?.counts ? 1 : 0])
    expect(standing(own).map(({ answerId }) => answerId)).toEqual(used === null ? [] : [used.id])
    expect([place, outcomes.get(place)?.counts ?? false]).toEqual([place, used?.counts ?? false])
  }
}

/** Each client's programs have used the sessions that counted for everybody who is part of them, and every program is somebody's. */
const expectPrograms = (
  rows: Rows,
  places: ReadonlyMap<string, Last>,
  model: Model,
  ids: Books['ids'],
): void => {
  const roots = PEOPLE.filter((who) => rootOf(model, who) === who)
  expect(rows.clients.map(({ id }) => id).toSorted()).toEqual(roots.map((who) => ids[who]).toSorted())
  for (const root of roots) {
    const client = rows.clients.find(({ id }) => id === ids[root]) ?? nobody(root)
    const programs = rows.programs.filter(({ clientId }) => clientId === client.id)
    const counted = outcomesOf(places, model, root).filter(({ counts }) => counts)
    const whose = { ...client, links: linksOf(rows.clients) }
    const used = programs.map((each) => usage(each, rows.ledger, whose, { now: 0, programs }).used)
    expect([root, used.reduce((sum, each) => sum + each, 0)]).toEqual([root, counted.length])
    expect(programs).toHaveLength(PEOPLE.filter((who) => rootOf(model, who) === root).length)
    expect(countedWithoutProgram(programs, rows.ledger, whose).sessions).toBe(0)
  }
}

/** No answer ever says anything else later, whatever policy came since, and the one that decided it is kept (E39). */
const expectUnchanged = ({ answers, policies }: Rows, { said }: Model): void => {
  const versions = new Set([defaultPolicy.version, ...policies.map(({ policy }) => policy.version)])
  for (const { source, policyVersion } of answers)
    if (source === 'here') expect([...versions]).toContain(policyVersion)
  for (const { id, code, kind, mark, counts, policyVersion } of answers) {
    const now = JSON.stringify([code, kind, mark, counts, policyVersion])
    expect([id, said.get(id) ?? now]).toEqual([id, now])
    said.set(id, now)
  }
}

/** Every balance of a browser is what a recount from scratch gives. */
export const expectRecounted = async (books: Books, model: Model): Promise<void> => {
  const rows = await rowsOf(books)
  const places = lastWords(rows, model)
  expectLedger(rows, places)
  expectPrograms(rows, places, model, books.ids)
  expectUnchanged(rows, model)
}

/** What was said of a session that did not take place and that nobody canceled in time. */
const asSaid = ({ code }: Answer): Said => ({ occurred: false, reason: code as Reason })

/** What an answer is to be decided as, with the misses that are still free of this person: those spent are seen from what stands. */
export const ruled = (
  rows: Rows,
  model: Model,
  place: string,
  word: {
    readonly kind: 'paid' | 'complimentary'
    readonly said: Said
    readonly courtesy: boolean
  },
): Ruling => {
  const terms = termsOf(model)
  const words = lastWords(rows, model)
  const person = words.get(place)?.who ?? nobody(place)
  const { sessionKey } = partsOf(place)
  const spent = outcomesOf(words, model, rootOf(model, person)).filter(
    (used) =>
      used.sessionKey !== sessionKey &&
      used.mark === 'didnt-occur' &&
      !used.counts &&
      ruling({ kind: used.kind, said: asSaid(used) }, terms).counts,
  )
  return ruling({ ...word, freeLeft: terms.freeMisses - spent.length }, terms)
}
