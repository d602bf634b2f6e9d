import { type Answer, byTime } from './answer.ts'
import { type LedgerEntry, standing } from './ledger.ts'
import { oncePerSession } from './once-per-session.ts'
import type { Policy, Row } from './policy.ts'
import { isSameRow } from './policy-effect.ts'
import { saidAgain } from './said-again.ts'
import { type Verdict, verdict } from './verdict.ts'

/** An answer in the books that another policy would have decided otherwise. */
export type Otherwise = {
  readonly entry: LedgerEntry
  readonly before: Row
  readonly after: Row
  /** The version that it was decided by, and stays decided by. */
  readonly policyVersion: string
}

export type WhatIf = {
  /** How many answers stand. */
  readonly weighed: number
  /** Canceled in time by the word of another browser, where the hours are kept: taken for in time under any policy. */
  readonly unsure: number
  /** Newest session first. */
  readonly otherwise: readonly Otherwise[]
}

export type Weigher = {
  /** Takes the next answers of the books, in any order. */
  weigh(answers: readonly Answer[]): void
  result(): WhatIf
}

type Weighed = { readonly answer: Answer; readonly entry: LedgerEntry; readonly decided: Verdict }

const otherwise = ({ answer, entry, decided }: Weighed, free: boolean): readonly Otherwise[] => {
  if (answer.mark === null || decided.mark === null) return []
  const { counts, reschedule } = decided
  const before = { mark: answer.mark, counts: answer.counts, reschedule: answer.reschedule }
  const after = { mark: decided.mark, counts: counts && !free, reschedule }
  return isSameRow(before, after) ? [] : [{ entry, before, after, policyVersion: answer.policyVersion }]
}

/**
 * One client's misses, of which the first are free. A session is missed once, and not by who came at another of their places in it (E17).
 * `lines`: all of theirs in these sessions, as they would stand were every miss free.
 */
const inTurn = (
  misses: readonly Weighed[],
  lines: readonly LedgerEntry[],
  freeMisses: number,
): readonly Otherwise[] => {
  const ids = new Set(misses.map(({ entry }) => entry.id))
  const missed = new Set(
    oncePerSession(lines).flatMap(({ id, sessionKey }) => (ids.has(id) ? [sessionKey] : [])),
  )
  const spent = new Set<string>()
  return misses
    .toSorted((a, b) => byTime(a.answer, b.answer))
    .flatMap((again) => {
      const { sessionKey } = again.entry
      const free = spent.has(sessionKey) || spent.size < freeMisses
      if (free && missed.has(sessionKey)) spent.add(sessionKey)
      return otherwise(again, free)
    })
}

/**
 * What every answer that stands would have become under another policy (PRODUCT 2): decided again from the coach's own words, courtesies
 * and all. Free misses go to the first sessions that each client missed, in the order in which they were answered, as they would have.
 * Nothing changes by it. `clientOf` says whose an entry is. Answers may come in batches, and those that took place need not come: no policy
 * makes anything else of them. Only what differs, and misses that may be free, are held.
 */
export const createWeigher = (
  policy: Policy,
  entries: readonly LedgerEntry[],
  clientOf: (entry: LedgerEntry) => string,
): Weigher => {
  const entryOf = new Map(standing(entries).map((entry) => [entry.answerId, entry]))
  const found: Otherwise[] = []
  const misses = new Map<string, Weighed[]>()
  let unsure = 0

  const one = (answer: Answer): void => {
    const entry = entryOf.get(answer.id)
    const said = entry === undefined ? null : saidAgain(answer)
    if (entry === undefined || said === null) return
    if (answer.code === 'canceled-in-time' && answer.noticeMs === null) unsure++
    const options = { courtesy: answer.override === 'courtesy', freeMissesLeft: 0 }
    const again = { answer, entry, decided: verdict(said, answer.kind, options, policy) }
    if (policy.freeMisses > 0 && again.decided.counts && again.decided.code !== 'occurred') {
      const client = clientOf(entry)
      const list = misses.get(client)
      if (list) list.push(again)
      else misses.set(client, [again])
    } else found.push(...otherwise(again, false))
  }

  return {
    weigh: (answers) => {
      for (const answer of answers) one(answer)
    },
    result: () => {
      const missed = [...misses.values()].flat()
      const sessions = new Set(missed.map(({ entry }) => entry.sessionKey))
      const told = [...entryOf.values()].filter(({ sessionKey }) => sessions.has(sessionKey))
      const free = [...found, ...missed.flatMap((miss) => otherwise(miss, true))]
      const lines = Map.groupBy(supposedEntries(told, { otherwise: free }), clientOf)
      const late = [...misses].flatMap(([client, list]) =>
        inTurn(list, lines.get(client) ?? [], policy.freeMisses),
      )
      const all = [...found, ...late].sort((a, b) => b.entry.sessionStart - a.entry.sessionStart)
      return { weighed: entryOf.size, unsure, otherwise: all }
    },
  }
}

/** The books as they would stand: the same lines, with what each would have used. */
export const supposedEntries = (
  entries: readonly LedgerEntry[],
  { otherwise: changes }: Pick<WhatIf, 'otherwise'>,
): readonly LedgerEntry[] => {
  const byId = new Map(changes.map(({ entry, after }) => [entry.id, after]))
  return entries.map((entry) => {
    const after = byId.get(entry.id)
    return after ? { ...entry, mark: after.mark, delta: after.counts ? 1 : 0 } : entry
  })
}
