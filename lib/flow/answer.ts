import { type Answer, answerOf, isOtherKindOnly, type Said, withRepeated } from '../core/answer.ts'
import type { Kind } from '../core/policy.ts'
import { err, ok, type Result } from '../core/result.ts'
import { isSaidAlready, wordsIn } from '../core/said-again.ts'
import type { Session } from '../core/session.ts'
import { defaultSettings, policyOf, type Settings } from '../core/settings.ts'
import { type Verdict, verdict } from '../core/verdict.ts'
import type { Deps, Tx } from '../ports.ts'
import { annotate } from './annotate.ts'
import { keepBooks } from './books.ts'
import { linkAnswered, rememberKind } from './client-of.ts'
import { freeLeftOf } from './free-misses.ts'
import { followMove } from './moved.ts'

/** The coach's answers for some participants of one session. The same `intentId` is the same intent, however often it comes (E38). */
export type AnswerIntent = {
  readonly intentId: string
  readonly sessionKey: string
  readonly kind: Kind
  readonly answers: readonly {
    readonly participant: string
    readonly said: Said
    readonly courtesy: boolean
    /** Minutes it really took, or null (E16). */
    readonly minutes: number | null
  }[]
}

/** One word, with the id of the answer that it becomes, and how it is decided where that is known already. */
export type Given = AnswerIntent['answers'][number] & {
  readonly id: string
  readonly decided?: Verdict | null
}

/** Tables of the one transaction in which an answer is kept, booked and queued. */
export const ANSWER_TABLES = [
  'sessions',
  'answers',
  'ledger',
  'queue',
  'outbox',
  'settings',
  'clients',
  'accounts',
  'calendars',
  'events',
] as const
export type AnswerTx = Tx<(typeof ANSWER_TABLES)[number]>

/** Id of an answer: from the intent, so that a retried message finds its answer given. 20 hex characters, to leave room for three heads. */
export const answerId = async (
  deps: Pick<Deps, 'hasher'>,
  intentId: string,
  sessionKey: string,
  participant: string,
): Promise<string> =>
  (await deps.hasher.sha256(JSON.stringify([intentId, sessionKey, participant]))).slice(0, 20)

/** The settings as stored, or as they are before anything was set. */
export const settingsOf = async (tx: Tx<'settings'>): Promise<Settings> =>
  (await tx.settings.get('settings'))?.value ?? defaultSettings

/**
 * Answer → outcome → ledger → queue → outbox, in one transaction: all of it or nothing (E34). A later answer compensates the one
 * before and names it as its base (E37). An answer that says exactly what already holds is only remembered with it, so that
 * the same message changes nothing back when it comes again after another answer (E38). Replies with the ids of the answers that
 * hold; fails with `not-found` when the session or a participant is unknown.
 */
export const answer = async (
  deps: Deps,
  intent: AnswerIntent,
): Promise<
  Result<{ readonly answerIds: readonly string[] }, { readonly reason: 'not-found'; readonly failure: null }>
> => {
  const given: Given[] = []
  for (const each of intent.answers) {
    const id = await answerId(deps, intent.intentId, intent.sessionKey, each.participant)
    if (!given.some((other) => other.id === id)) given.push({ ...each, id })
  }
  const now = deps.clock.now()
  const clientId = deps.ids.next()
  return deps.store.write(ANSWER_TABLES, async (tx) => {
    const session = await tx.sessions.get(intent.sessionKey)
    const known = new Set(session?.participants.map((participant) => participant.id))
    if (session === undefined || given.some((each) => !known.has(each.participant))) {
      return err({ reason: 'not-found', failure: null })
    }
    const settings = await settingsOf(tx)
    return ok({
      answerIds: await giveAnswers(tx, session, given, { kind: intent.kind, settings, now, clientId }),
    })
  })
}

type Rest = {
  readonly kind: Kind
  readonly settings: Settings
  readonly now: number
  /** Id of the first client who becomes known by it. */
  readonly clientId: string
}

/** Decides and keeps what is said of a session at once, within the caller's transaction; the ids of the answers that hold. */
export const giveAnswers = async (
  tx: AnswerTx,
  session: Session,
  given: readonly Given[],
  rest: Rest,
): Promise<readonly string[]> => {
  const { kind, settings, now } = rest
  const local = await tx.answers.where('sessionKey', session.key)
  const fresh: Answer[] = []
  const answerIds: string[] = []
  for (const each of given) {
    const earlier = answerOf(local, each.id)
    const known = { local, settings, now, among: given.length }
    const said = earlier ?? (await decideOne(tx, session, each, kind, known))
    answerIds.push(said.id)
    if (earlier !== undefined) continue
    if (said.id === each.id) fresh.push(said)
    else await tx.answers.put(withRepeated(said, each.id))
  }
  if (fresh.length > 0) {
    const others = session.participants.filter(({ id }) =>
      given.every(({ participant }) => participant !== id),
    )
    const isAboutThen = others.some(({ outcome }) => outcome !== null) || isOtherKindOnly(fresh, local)
    await keep(tx, session, fresh, local, { ...rest, isAboutThen })
  }
  for (const { participant, said } of given) {
    const holds = [...fresh, ...local].find(
      (one) => one.participant === participant && answerIds.includes(one.id),
    )
    await followMove(tx, session, said, holds, local, settings, now)
  }
  return answerIds
}

/** What a word is decided on. `local`: the answers of the session so far. */
type Known = {
  readonly local: readonly Answer[]
  readonly settings: Settings
  readonly now: number
  /** How many people something is said of at once. */
  readonly among: number
}

/** The new answer, or the one that says this already. */
const decideOne = async (
  tx: AnswerTx,
  session: Session,
  given: Given,
  kind: Kind,
  { local, settings, now, among }: Known,
): Promise<Answer> => {
  const participant = session.participants.find((each) => each.id === given.participant)
  const policy = policyOf(settings)
  const freeLeft =
    participant === undefined ? 0 : await freeLeftOf(tx, session, participant, given, { kind, policy })
  const options = { courtesy: given.courtesy, freeMissesLeft: freeLeft }
  const decided = given.decided ?? verdict(given.said, kind, options, policy)
  const inForce = local.filter((other) => other.inForce && other.participant === given.participant)
  const made: Answer = {
    ...decided,
    id: given.id,
    at: now,
    device: settings.device,
    minutes: given.minutes,
    sessionKey: session.key,
    participant: given.participant,
    base: inForce.map((other) => other.id),
    ...wordsIn(given.said),
    source: 'here',
    published: false,
    inForce: true,
  }
  const [only, ...others] = inForce
  if (only === undefined || others.length > 0) return made
  return isSaidAlready(only, made, { among, courtesy: given.courtesy }) ? only : made
}

const keep = async (
  tx: AnswerTx,
  session: Session,
  fresh: readonly Answer[],
  local: readonly Answer[],
  { kind, settings, now, clientId, isAboutThen }: Rest & { readonly isAboutThen: boolean },
): Promise<void> => {
  const replaced = new Set(fresh.flatMap((each) => each.base))
  await tx.answers.putMany(
    local.filter((each) => replaced.has(each.id)).map((each) => ({ ...each, inForce: false })),
  )
  await tx.answers.putMany(fresh)
  const said = { ...session, kind, notBefore: null }
  const kept = await keepBooks(tx, said, now, isAboutThen)
  await tx.sessions.put(kept)
  await annotate(tx, session, fresh, [...local, ...fresh], settings, now)
  await rememberKind(tx, session, fresh, kind, clientId, now)
  await linkAnswered(tx, kept)
}
