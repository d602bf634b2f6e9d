import { badRequest, violate } from './refusal.ts'
import { paramInstant } from './time.ts'

/** How a query parameter is read. `texts` may be repeated. */
export type ParamKind =
  | 'text'
  | 'texts'
  | 'flag'
  | 'time'
  | 'zone'
  | { readonly oneOf: readonly string[] }
  | { readonly min: number; readonly max: number }
export type ParamSpec = Readonly<Record<string, ParamKind>>

/** Parameters every method takes. Tokens in the query (`access_token`, `oauth_token`) are left out on purpose: they end in logs. */
export const STANDARD: ParamSpec = {
  alt: { oneOf: ['json'] },
  fields: 'text',
  key: 'text',
  prettyPrint: 'flag',
  quotaUser: 'text',
}

export type Params = {
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  flag(name: string): boolean
  /** Whether it was sent at all. */
  has(name: string): boolean
  int(name: string): number | undefined
  /** Epoch ms. */
  time(name: string): number | undefined
}

const isZone = (text: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return true
  } catch {
    return false
  }
}

const checkOne = (name: string, text: string, kind: ParamKind): void => {
  if (kind === 'time') {
    paramInstant(text, name)
    return
  }
  const isFine =
    kind === 'text' || kind === 'texts'
      ? text !== ''
      : kind === 'flag'
        ? text === 'true' || text === 'false'
        : kind === 'zone'
          ? isZone(text)
          : 'oneOf' in kind
            ? kind.oneOf.includes(text)
            : /^\d+$/.test(text) && Number(text) >= kind.min
  if (!isFine) badRequest(`Invalid value '${text}' for parameter ${name}.`, name)
}

/** Reads the query against what a method takes. An unknown parameter, or one sent twice, is a violation; a wrong value is 400. */
export const readParams = (query: URLSearchParams, spec: ParamSpec): Params => {
  const known = { ...STANDARD, ...spec }
  for (const name of new Set(query.keys())) {
    const kind = known[name]
    if (kind === undefined) return violate(`Unknown name "${name}": Cannot bind query parameter.`, name)
    const values = query.getAll(name)
    if (kind !== 'texts' && values.length > 1)
      return violate(`Parameter ${name} was sent ${values.length} times.`, name)
    for (const value of values) checkOne(name, value, kind)
  }
  const text = (name: string): string | undefined => query.get(name) ?? undefined
  const clamped = (name: string): number | undefined => {
    const value = text(name)
    const kind = known[name]
    if (value === undefined || typeof kind !== 'object' || !('max' in kind)) return undefined
    return Math.min(Number(value), kind.max)
  }
  return {
    text,
    texts: (name) => query.getAll(name),
    flag: (name) => text(name) === 'true',
    has: (name) => query.has(name),
    int: clamped,
    time: (name) => {
      const value = text(name)
      return value === undefined ? undefined : paramInstant(value, name)
    },
  }
}
