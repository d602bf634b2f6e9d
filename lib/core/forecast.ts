import { type Client, type Whose, whoseIs } from './client.ts'
import { type Consequence, consequence } from './consequence.ts'
import { book, type LedgerEntry, type LedgerSubject } from './ledger.ts'
import type { Kind, Policy } from './policy.ts'
import type { Program } from './program.ts'
import { participantKey } from './session-row.ts'

/** One person's place in a session that nobody has answered yet. */
export type Expected = {
  readonly subject: LedgerSubject
  readonly kind: Kind
  readonly client: Client | null
}

type Account = { readonly entries: LedgerEntry[]; readonly participants: string[] }

/**
 * What each session would come to if it and everything before it took place: with two sessions left and three booked, the third is one
 * over (E41). Keyed by `participantKey`. The same decision and booking as when it is really answered, on copies. `linesOf` gives the
 * entries of one person; `now` in epoch ms.
 */
export const forecast = (
  expected: readonly Expected[],
  books: {
    readonly linesOf: (whose: Whose) => readonly LedgerEntry[]
    readonly programs: readonly Program[]
    readonly makeups: ReadonlyMap<string, number>
  },
  { policy, now }: { readonly policy: Policy; readonly now: number },
): ReadonlyMap<string, Consequence> => {
  const accounts = new Map<string, Account>()
  const found = new Map<string, Consequence>()
  const inOrder = expected.toSorted((a, b) => a.subject.sessionStart - b.subject.sessionStart)
  for (const { subject, kind, client } of inOrder) {
    const key = participantKey(subject.sessionKey, subject.participant)
    const whose = whoseIs(client, subject)
    const owner = client?.id ?? subject.address ?? key
    const account = accounts.get(owner) ?? {
      entries: [...books.linesOf(whose)],
      participants: [...whose.participants],
    }
    accounts.set(owner, account)
    const would = consequence({
      said: { occurred: true },
      kind,
      courtesy: false,
      policy,
      subject,
      client: { addresses: whose.addresses, participants: account.participants },
      programs: books.programs.filter(({ clientId }) => clientId === client?.id),
      entries: account.entries,
      makeups: books.makeups,
      now,
    })
    found.set(key, would)
    account.entries.push(
      ...book({ ...would, id: `?${key}`, at: now, device: '', minutes: null }, [], subject, now),
    )
    account.participants.push(key)
  }
  return found
}
