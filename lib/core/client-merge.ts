import type { Absorbed, Client } from './client.ts'

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]

const without = (all: readonly string[], gone: readonly string[]): readonly string[] =>
  all.filter((each) => !gone.includes(each))

const shared = (mine: readonly string[], theirs: readonly string[]): readonly string[] =>
  mine.filter((each) => theirs.includes(each))

/**
 * One person where two were kept (E17): `kept` is known by everything that `other` was known by, and remembers `other` whole, with the
 * ids of their programs, so that it can be split off again. Sessions, answers and the ledger hang on participants and stay untouched.
 * What was said of `kept` (name, kind, zone, language, "don't ask") holds; a kind only when none was known yet.
 */
export const merge = (kept: Client, other: Client, programs: readonly string[]): Client => ({
  ...kept,
  addresses: union(kept.addresses, other.addresses),
  titles: union(kept.titles, other.titles),
  participants: union(kept.participants, other.participants),
  ...(kept.kinds.length > 0
    ? { merged: [...(kept.merged ?? []), { client: other, programs }] }
    : { kinds: other.kinds, merged: [...(kept.merged ?? []), { client: other, programs, kindsToo: true }] }),
})

/** The kinds of the one kept, without those that came along with the one split off: a kind is known by being said, never by a merge. */
const ownKinds = (kept: Client, { client, kindsToo }: Absorbed): Client['kinds'] =>
  kindsToo
    ? kept.kinds.filter(
        ({ from, kind }) => !client.kinds.some((said) => said.from === from && said.kind === kind),
      )
    : kept.kinds

/**
 * Takes a merge back. The one split off has what they brought along, save what the coach gave to somebody else since; what came while
 * merged stays with `kept`. Undefined when `otherId` is not among those merged into `kept`.
 */
export const split = (
  kept: Client,
  otherId: string,
): { readonly kept: Client; readonly other: Client; readonly programs: readonly string[] } | undefined => {
  const absorbed = kept.merged?.find(({ client }) => client.id === otherId)
  if (absorbed === undefined) return undefined
  const { client, programs } = absorbed
  const { merged = [], ...rest } = kept
  const others: readonly Absorbed[] = merged.filter((each) => each !== absorbed)
  return {
    kept: {
      ...rest,
      addresses: without(kept.addresses, client.addresses),
      titles: without(kept.titles, client.titles),
      participants: without(kept.participants, client.participants),
      kinds: ownKinds(kept, absorbed),
      ...(others.length === 0 ? {} : { merged: others }),
    },
    other: {
      ...client,
      addresses: shared(client.addresses, kept.addresses),
      titles: shared(client.titles, kept.titles),
      participants: shared(client.participants, kept.participants),
    },
    programs,
  }
}
