import type { Rule } from './recognise.ts'

/** Somebody whom a rule leaves out of every session: an assistant, a sponsor (E18). */
export type LeftOut = { readonly ruleId: string; readonly addressOrDomain: string }

/**
 * The coach's rules with these people left out of every session: an assistant or a sponsor is no client (E18). A rule about a person
 * comes before those about events; `newId` names each.
 */
export const leavingOut = (
  rules: readonly Rule[],
  addresses: readonly string[],
  newId: () => string,
): readonly Rule[] => {
  const known = new Set(leftOut(rules).map(({ addressOrDomain }) => addressOrDomain.toLowerCase()))
  const added = addresses
    .filter((address) => !known.has(address))
    .map((addressOrDomain) => ({
      id: newId(),
      include: false,
      kind: null,
      match: { type: 'attendee', addressOrDomain } as const,
    }))
  return [...added, ...rules].map((rule, order) => ({ ...rule, order }))
}

/** Who is left out, with the rule that says so, in the order of the rules. */
export const leftOut = (rules: readonly Rule[]): readonly LeftOut[] =>
  rules.flatMap(({ id, include, match }) =>
    !include && match.type === 'attendee' ? [{ ruleId: id, addressOrDomain: match.addressOrDomain }] : [],
  )
