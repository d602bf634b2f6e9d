import type { Client } from './client.ts'
import type { Kind } from './policy.ts'

/** What the coach says of a client; `kind` null: nothing about it. */
export type ClientEdit = {
  readonly name: string
  readonly addresses: readonly string[]
  readonly kind: Kind | null
  readonly dontAsk: boolean
  /** IANA zone and language tag of the client; null takes it away, absent says nothing about it. */
  readonly zone?: string | null | undefined
  readonly language?: string | null | undefined
}

/** Addresses as they are compared: lower-case, without outer space, each once, none empty. */
export const cleanAddresses = (addresses: readonly string[]): readonly string[] => [
  ...new Set(addresses.map((address) => address.trim().toLowerCase()).filter((address) => address !== '')),
]

/**
 * The client as edited. A first kind holds for all time; another one from `now` on (epoch ms), so that the kind of a past session stays
 * that of its own time (E40).
 */
export const edited = (client: Client, edit: ClientEdit, now: number): Client => {
  const { zone: zoneBefore, language: languageBefore, ...rest } = client
  const zone = edit.zone === undefined ? zoneBefore : edit.zone
  const language = edit.language === undefined ? languageBefore : edit.language
  return {
    ...rest,
    name: edit.name.trim() || client.name,
    addresses: cleanAddresses(edit.addresses),
    kinds: kindsWith(client.kinds, edit.kind, now),
    dontAsk: edit.dontAsk,
    ...(zone ? { zone } : {}),
    ...(language ? { language } : {}),
  }
}

const kindsWith = (kinds: Client['kinds'], kind: Kind | null, now: number): Client['kinds'] => {
  if (kind === null || kinds.at(-1)?.kind === kind) return kinds
  if (kinds.length === 0) return [{ from: 0, kind }]
  // The first holds for all time: said of a session still to come, it holds until now all the same.
  const before = kinds.map((each, index) => (index === 0 && each.from >= now ? { ...each, from: 0 } : each))
  return [...before.filter(({ from }) => from < now), { from: now, kind }]
}

/** A client of whom nothing is known yet. `createdAt` in epoch ms. */
export const newClient = (id: string, createdAt: number): Client => ({
  id,
  name: '',
  addresses: [],
  titles: [],
  participants: [],
  kinds: [],
  dontAsk: false,
  createdAt,
})

/** The client without these addresses: they are somebody else's now. The same client when it had none of them. */
export const withoutAddresses = (client: Client, addresses: readonly string[]): Client =>
  client.addresses.some((address) => addresses.includes(address))
    ? { ...client, addresses: client.addresses.filter((address) => !addresses.includes(address)) }
    : client
