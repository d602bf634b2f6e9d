import { violate } from './refusal.ts'
import { ianaZone } from './zones.ts'

/** What `Prefer` asks for. */
export type Preferences = {
  readonly immutableIds: boolean
  /** The zone of times, IANA, and as it was named; null where none was asked for. */
  readonly zone: { readonly iana: string; readonly name: string } | null
  readonly bodyType: 'text' | 'html' | null
  readonly pageSize: number | null
}

/** Which preferences a route needs to be told, because a client of ours relies on them (API B, Headers). */
export type Reliance = 'zone' | 'body'

const entriesOf = (header: string): ReadonlyMap<string, string> => {
  const entries = new Map<string, string>()
  for (const part of header.match(/[^,"]+(?:"[^"]*")?/g) ?? []) {
    const [name = '', value = ''] = part.split(/=(.*)/s)
    if (name.trim() !== '') entries.set(name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, ''))
  }
  return entries
}

const KNOWN = ['idtype', 'outlook.timezone', 'outlook.body-content-type', 'odata.maxpagesize']

/** Reads `Prefer`. One the emulator does not know is a violation, and so is a zone Graph does not take. */
export const readPreferences = (headers: Headers): Preferences => {
  const entries = entriesOf(headers.get('prefer') ?? '')
  const unknown = [...entries.keys()].find((name) => !KNOWN.includes(name))
  if (unknown !== undefined) violate(`Prefer: ${unknown} is not known here.`)
  const name = entries.get('outlook.timezone')
  const iana = name === undefined ? null : ianaZone(name)
  if (name !== undefined && iana === null)
    violate(`The time zone '${name}' is not supported.`, 'TimeZoneNotSupportedException')
  const bodyType = entries.get('outlook.body-content-type')?.toLowerCase()
  if (bodyType !== undefined && bodyType !== 'text' && bodyType !== 'html')
    violate(`Prefer: outlook.body-content-type="${bodyType}" is not known.`)
  const pageSize = entries.get('odata.maxpagesize')
  return {
    immutableIds: entries.get('idtype') === 'ImmutableId',
    zone: name !== undefined && iana !== null ? { iana, name } : null,
    bodyType: bodyType === 'text' || bodyType === 'html' ? bodyType : null,
    pageSize: pageSize === undefined ? null : Number(pageSize),
  }
}

/** A violation unless the request asks for what its answer is relied on to be: immutable ids always. */
export const needPreferences = (prefer: Preferences, needed: readonly Reliance[]): void => {
  if (!prefer.immutableIds) violate('Prefer: IdType="ImmutableId" is missing.')
  if (needed.includes('zone') && prefer.zone === null) violate('Prefer: outlook.timezone="UTC" is missing.')
  if (needed.includes('body') && prefer.bodyType === null)
    violate('Prefer: outlook.body-content-type="text" is missing.')
}

/** `Preference-Applied`, as Graph names what it heeded. */
export const appliedHeader = ({ immutableIds, zone, bodyType }: Preferences): string =>
  [
    immutableIds ? 'IdType="ImmutableId"' : null,
    zone ? `outlook.timezone="${zone.name}"` : null,
    bodyType ? `outlook.body-content-type="${bodyType}"` : null,
  ]
    .filter((one) => one !== null)
    .join(', ')
