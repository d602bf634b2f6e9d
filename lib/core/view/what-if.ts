import type { Client } from '../client.ts'
import { balance, type LedgerEntry, standing } from '../ledger.ts'
import { oncePerSession } from '../once-per-session.ts'
import { type Program, usage } from '../program.ts'
import { participantKey } from '../session-row.ts'
import { type Otherwise, supposedEntries, type WhatIf } from '../what-if.ts'

/** One client whose sessions would have come out otherwise. */
export type BalanceView = {
  readonly client: string
  readonly name: string
  /** Sessions counted, in all. */
  readonly before: number
  readonly after: number
  /** Each program that would stand elsewhere. */
  readonly programs: readonly {
    readonly name: string
    readonly total: number
    readonly before: number
    readonly after: number
  }[]
}

export type WhatIfView = Omit<WhatIf, 'otherwise'> & {
  readonly otherwise: readonly (Otherwise & { readonly name: string })[]
  /** By name; clients for whom nothing would be counted otherwise are left out. */
  readonly balances: readonly BalanceView[]
}

/** Whose an entry is: a client's id, else the address or the one participant that nobody was linked to. */
export const ownerFinder = (clients: readonly Client[]): ((entry: LedgerEntry) => string) => {
  const byParticipant = new Map(
    clients.flatMap(({ id, participants }) => participants.map((key) => [key, id])),
  )
  const byAddress = new Map(clients.flatMap(({ id, addresses }) => addresses.map((address) => [address, id])))
  return (entry) => {
    const key = participantKey(entry.sessionKey, entry.participant)
    return (
      byParticipant.get(key) ??
      (entry.address === null ? key : (byAddress.get(entry.address) ?? entry.address))
    )
  }
}

/** What another policy would have made of the books, with names and balances. `now` in epoch ms. */
export const whatIfView = (
  result: WhatIf,
  books: {
    readonly entries: readonly LedgerEntry[]
    readonly clients: readonly Client[]
    readonly programs: readonly Program[]
    readonly ownerOf: (entry: LedgerEntry) => string
    readonly now: number
  },
): WhatIfView => {
  const { clients, ownerOf, now } = books
  const byId = new Map(clients.map((client) => [client.id, client]))
  const nameOf = (entry: LedgerEntry): string => byId.get(ownerOf(entry))?.name || entry.address || ''
  const owners = new Set(result.otherwise.map(({ entry }) => ownerOf(entry)))
  const lines = standing(books.entries).flatMap((entry) => {
    const owner = ownerOf(entry)
    return owners.has(owner) ? [{ owner, entry }] : []
  })
  const wouldBe = supposedEntries(
    lines.map(({ entry }) => entry),
    result,
  )
  const paired = lines.map((line, index) => ({ ...line, supposed: wouldBe[index] ?? line.entry }))
  const own = Map.groupBy(paired, ({ owner }) => owner)
  const balances = [...own].flatMap(([owner, list]): readonly BalanceView[] => {
    const entries = list.map(({ entry }) => entry)
    const supposed = list.map((each) => each.supposed)
    const [before, after] = [balance(oncePerSession(entries)), balance(oncePerSession(supposed))]
    const [first] = entries
    if (first === undefined || before === after) return []
    const client = byId.get(owner) ?? {
      addresses: first.address === null ? [] : [first.address],
      participants: [],
    }
    const programs = books.programs.filter(({ clientId }) => clientId === owner)
    const moved = programs.map((program) => {
      const { used, total } = usage(program, entries, client, { now, programs })
      return {
        name: program.name,
        total,
        before: used,
        after: usage(program, supposed, client, { now, programs }).used,
      }
    })
    return [
      {
        client: owner,
        name: nameOf(first),
        before,
        after,
        programs: moved.filter((program) => program.before !== program.after),
      },
    ]
  })
  return {
    ...result,
    otherwise: result.otherwise.map((each) => ({ ...each, name: nameOf(each.entry) })),
    balances: balances.sort((a, b) => a.name.localeCompare(b.name)),
  }
}
