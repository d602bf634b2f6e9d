import type { Head, Said } from './answer.ts'
import { entriesOf } from './client.ts'
import { freeMissesLeft } from './free-miss.ts'
import { book, type LedgerEntry, type LedgerSubject } from './ledger.ts'
import type { Kind, Policy, RowId } from './policy.ts'
import {
  countedWithoutProgram,
  type MonthUsage,
  type Program,
  programOf,
  type Usage,
  usage,
} from './program.ts'
import { monthOf } from './time.ts'
import { type Verdict, verdict } from './verdict.ts'

/** What an answer would do, in numbers that the card puts into words before the click (PRODUCT 2). */
export type Consequence = Verdict & {
  /** A miss that would count is free this once. */
  readonly free: boolean
  /** The program that it counts toward, or would if it counted, as it would stand afterwards; null when there is none for this date. */
  readonly program: Usage | null
  /** The month that the session uses, with its allowance; null without an allowance or when nothing is counted. */
  readonly month: (MonthUsage & { readonly allowance: number }) | null
  /** Sessions counted without a program, afterwards; null when there is a program, or nothing is counted. */
  readonly withoutProgram: { readonly sessions: number; readonly since: number } | null
}

export type Question = {
  readonly said: Said
  readonly kind: Kind
  readonly courtesy: boolean
  /** How it is decided, where that is known already. */
  readonly decided?: Verdict | null
  readonly policy: Policy
  /** The participant of the session, as the ledger would name it. */
  readonly subject: LedgerSubject
  /** How the client's entries are found; null for a participant who is nobody's yet: only the participant's own address counts. */
  readonly client: { readonly addresses: readonly string[]; readonly participants: readonly string[] } | null
  readonly programs: readonly Program[]
  /** The ledger, at least every entry of this client. */
  readonly entries: readonly LedgerEntry[]
  readonly makeups?: ReadonlyMap<string, number>
  /** Epoch ms. */
  readonly now: number
}

/** Stands for the answer not yet given; no stored answer has this id. */
const SUPPOSED = '?'

/**
 * What this answer would do to the books: the same decision and the same booking as when it is really given, on a copy, so that the
 * number on the button is the number that is booked. An answer already given is taken back first.
 */
export const consequence = (question: Question): Consequence => {
  const { subject, programs, now, policy } = question
  // The participant's own link makes the supposed entry the client's, whatever its address.
  const own = `${subject.sessionKey}#${subject.participant}`
  const client = {
    addresses: question.client?.addresses ?? (subject.address === null ? [] : [subject.address]),
    participants: [...(question.client?.participants ?? []), own],
  }
  const before = entriesOf(client, question.entries)
  const left = freeMissesLeft(policy, before, subject)
  const options = { courtesy: question.courtesy, freeMissesLeft: left }
  const decided = question.decided ?? verdict(question.said, question.kind, options, policy)
  const head: Head = { ...decided, id: SUPPOSED, at: now, device: '', minutes: null }
  const mine = before.filter(
    (entry) => entry.sessionKey === subject.sessionKey && entry.participant === subject.participant,
  )
  const after = [...before, ...book(head, mine, subject, now)]
  const bare = countedWithoutProgram(programs, after, client)
  // What uses nothing up is told with the program that it would count toward, as that then stands.
  const counting: Head = { ...head, mark: 'completed', counts: true }
  const supposed = decided.counts ? after : [...before, ...book(counting, mine, subject, now)]
  const program = programOf(subject.sessionKey, programs, supposed, client)
  const about = { now, programs, ...(question.makeups === undefined ? {} : { makeups: question.makeups }) }
  const figures = program === null ? null : usage(program, after, client, about)
  return {
    ...decided,
    free: left > 0 && !question.decided && isFree(decided, policy),
    program: figures,
    month: decided.counts && program !== null ? monthOfSession(program, figures, subject.sessionStart) : null,
    withoutProgram:
      decided.counts && program === null
        ? { sessions: bare.sessions, since: bare.since ?? subject.sessionStart }
        : null,
  }
}

/** A miss that the policy would count, and that was neither counted nor sent back as a courtesy. */
const isFree = ({ counts, override, rowId }: Verdict, { rows }: Policy): boolean =>
  !counts && override === null && rowId !== null && rows[rowId as RowId].counts

const monthOfSession = (program: Program, figures: Usage | null, at: number): Consequence['month'] => {
  const month = figures?.byMonth.find((each) => each.month === monthOf(at, program.zone))
  return month === undefined || program.perMonth === null ? null : { ...month, allowance: program.perMonth }
}
