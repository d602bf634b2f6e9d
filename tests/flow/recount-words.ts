import { expect } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import { participantKey, partsOf } from '../../lib/core/session.ts'
import { addSession } from '../../lib/flow/add-session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { savePolicy } from '../../lib/flow/policy.ts'
import { policyWith } from '../helpers/policies.ts'
import { BUILT_IN, type Terms } from '../helpers/ruling.ts'
import { type Model, rootOf, rowsOf, ruled } from './recounting.ts'
import { addressOf, type Books, keyOf, SESSIONS, type Who } from './two-browsers.ts'

/** Who is in which session of the calendar, one by one. */
export const places = SESSIONS.flatMap((people, session) => people.map((who) => ({ session, who })))

/** The coach's policy file that says this. */
export const documentFor = ({ noticeMs, freeMisses, instead = {} }: Terms) =>
  documentOf(policyWith('any', instead, { noticeMs, freeMisses }))

/** Who of a session of the calendar has this address in it. */
export const participantAt = async ({ deps }: Books, session: number, who: Who): Promise<string> => {
  const row = await deps.store.read(['sessions'], (tx) => tx.sessions.get(keyOf(session)))
  const found = row?.participants.find(({ address }) => address === addressOf(who))
  if (found === undefined) throw new Error(`${who} is not in session ${session}`)
  return found.id
}

let count = 0

/** An intent of its own for each thing done. */
export const nextIntent = (): string => {
  count += 1
  return `intent ${count}`
}

/** What the coach says of one person in one session. */
export type Word = {
  readonly said: Said
  readonly kind: 'paid' | 'complimentary'
  readonly courtesy: boolean
}

/** As `sayAt`, of a session of the calendar. */
export const say = async (
  books: Books,
  model: Model,
  { session, who }: (typeof places)[number],
  word: Word,
) => sayAt(books, model, participantKey(keyOf(session), await participantAt(books, session, who)), word)

/** The answer is decided as the written rule says, on whatever stands in this browser. Returns what the rule says. */
const sayAt = async (books: Books, model: Model, place: string, word: Word) => {
  const { said, kind, courtesy } = word
  const { sessionKey, participant } = partsOf(place)
  const wanted = ruled(await rowsOf(books), model, place, word)
  const answers = [{ participant, said, courtesy, minutes: null }]
  const done = await answer(books.deps, { intentId: nextIntent(), sessionKey, kind, answers })
  const [id] = done.ok ? done.value.answerIds : []
  const { answers: all } = await rowsOf(books)
  const given = all.find((each) => each.id === id)
  const { code, mark, counts, reschedule } = wanted
  expect(given).toMatchObject({ code, kind, mark, counts, reschedule })
  return wanted
}

const noShow: Word = {
  said: { occurred: false, reason: 'client-no-show' },
  kind: 'paid',
  courtesy: false,
}

/**
 * How many misses of one person the rule forgave, how many it did not because those were used up, and how many calls lost their address to
 * somebody else, over all histories.
 */
export const seen = { forgiven: [] as number[], refused: 0, parted: 0 }

/** Somebody misses every session they are in, under a policy that forgives the first few: the others count. */
export const missAll = async (books: Books, model: Model, who: Who, freeMisses: number): Promise<void> => {
  model.own = { ...BUILT_IN, freeMisses }
  await savePolicy(books.deps, { policy: documentFor(model.own), by: 'coach' })
  let forgiven = 0
  for (const at of places.filter((each) => each.who === who)) {
    const { counts } = await say(books, model, at, noShow)
    if (counts) seen.refused += 1
    else forgiven += 1
  }
  seen.forgiven.push(forgiven)
}

/** A call with somebody, who may be several in one by now, and what came of it. */
export const call = async (books: Books, model: Model, who: Who, word: Word): Promise<void> => {
  const root = rootOf(model, who)
  const added = await addSession(books.deps, {
    ...{ intentId: nextIntent(), sessionKey: null, client: { clientId: books.ids[root] } },
    ...{ date: '2026-11-23', time: '07:00', minutes: 30, zone: 'UTC', kind: word.kind },
  })
  if (!added.ok) throw new Error(added.error.reason)
  const { sessionKey } = added.value
  const { sessions } = await rowsOf(books)
  const [participant] = sessions.find(({ key }) => key === sessionKey)?.participants ?? []
  const place = participantKey(sessionKey, participant?.id ?? '')
  model.calls.set(place, root)
  await sayAt(books, model, place, word)
}

/** The address of one is the other's from now on. */
export const give = async (
  { deps, ids }: Books,
  { given, calls }: Model,
  who: Who,
  to: Who,
): Promise<void> => {
  seen.parted += [...calls.values()].filter((each) => each === who).length
  given.set(who, to)
  const client = await deps.store.read(['clients'], (tx) => tx.clients.get(ids[to]))
  const addresses = [...(client?.addresses ?? []), addressOf(who)]
  await saveClient(deps, { clientId: ids[to], name: to, addresses, kind: null, dontAsk: false })
}
