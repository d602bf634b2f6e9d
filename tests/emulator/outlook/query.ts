import { propertyId } from './body.ts'
import { badRequest, violate } from './refusal.ts'

/** The query parameters a route takes. */
export type QueryName =
  | '$select'
  | '$expand'
  | '$filter'
  | '$orderby'
  | '$top'
  | '$skip'
  | '$skiptoken'
  | 'startDateTime'
  | 'endDateTime'

export type Query = {
  readonly has: (name: QueryName) => boolean
  readonly text: (name: QueryName) => string | null
}

/** Reads the query against what a route takes. An unknown parameter, or one sent twice, is a violation. */
export const readQuery = (params: URLSearchParams, known: readonly QueryName[]): Query => {
  for (const name of new Set(params.keys())) {
    if (!known.includes(name as QueryName)) violate(`The query parameter '${name}' is not supported.`)
    if (params.getAll(name).length > 1) violate(`Query option '${name}' was specified more than once.`)
  }
  return { has: (name) => params.has(name), text: (name) => params.get(name) }
}

/** A whole number of a query within bounds, or null; 400 for anything else. */
export const countOf = (query: Query, name: '$top' | '$skip', least: number, most: number): number | null => {
  const text = query.text(name)
  if (text === null) return null
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  return badRequest(`Invalid value '${text}' for ${name} query option found.`, 'ErrorInvalidUrlQuery')
}

/** The properties `$select` names, null for all. One that the type lacks, or that `refused` names, is a violation. */
export const selectOf = (
  query: Query,
  properties: ReadonlySet<string>,
  refused: readonly string[] = [],
): ReadonlySet<string> | null => {
  const text = query.text('$select')
  if (text === null) return null
  const names = text.split(',').map((name) => name.trim())
  for (const name of names) {
    if (!properties.has(name))
      violate(`Could not find a property named '${name}'.`, 'RequestBroker--ParseUri')
    if (refused.includes(name)) violate(`'${name}' cannot be selected here.`, 'ErrorInvalidUrlQuery')
  }
  return new Set(names)
}

/** Only what was selected; the id and what OData adds always come. */
export const project = (
  body: Readonly<Record<string, unknown>>,
  selected: ReadonlySet<string> | null,
): Readonly<Record<string, unknown>> =>
  selected === null
    ? body
    : Object.fromEntries(
        Object.entries(body).filter(
          ([name]) => name === 'id' || name.startsWith('@odata') || selected.has(name),
        ),
      )

/**
 * The extended properties `$expand=singleValueExtendedProperties($filter=id eq '…' or id eq '…')` asks for. Anything else
 * that could be expanded is a violation.
 */
export const expandOf = (query: Query): readonly string[] => {
  const text = query.text('$expand')
  if (text === null) return []
  const [, filter] = /^singleValueExtendedProperties\(\$filter=(.+)\)$/i.exec(text.trim()) ?? []
  if (filter === undefined)
    return violate(
      `The expansion '${text}' is not supported; extended properties need a $filter on their id.`,
    )
  return filter.split(/\s+or\s+/i).map((part) => {
    const [, id] = /^\(?\s*id\s+eq\s+'([^']+)'\s*\)?$/i.exec(part.trim()) ?? []
    return id === undefined ? violate(`The filter '${filter}' is not supported.`) : propertyId(id)
  })
}
