import { type PageCursor, pageToken, readPageToken } from './cursor.ts'
import type { Params } from './params.ts'
import type { State } from './state.ts'

/** An item with its place in the order of a listing. */
export type Placed<T> = { readonly key: number; readonly id: string; readonly item: T }

export type Page<T> = {
  readonly items: readonly T[]
  readonly nextPageToken: string | undefined
  /** The state of the calendar when the first page was read: what the sync token of the last one continues from. */
  readonly revision: number
}

const byPlace = (a: Placed<unknown>, b: Placed<unknown>): number =>
  a.key - b.key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Parameters of a page that may change from page to page. */
const FREE = new Set(['pageToken', 'maxResults', 'fields', 'prettyPrint', 'alt', 'key', 'quotaUser'])

/** The parameters a page token is good for, as one text. */
const identityOf = (query: URLSearchParams): string =>
  [...query.entries()]
    .filter(([name]) => !FREE.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&')

/**
 * Cuts one page out of a listing. Pages go on from the last item's place, so what is written in between is neither
 * skipped nor makes the rest slip. A page may be short, or empty with another behind it, where the settings say so.
 */
export const pageOf = <T>(
  state: State,
  calendar: string,
  placed: readonly Placed<T>[],
  params: Params,
  query: URLSearchParams,
  defaultSize: number,
): Page<T> => {
  const identity = identityOf(query)
  const token = params.text('pageToken')
  const from = token === undefined ? null : readPageToken(token, calendar, identity)
  const start: PageCursor = from ?? {
    calendar,
    query: identity,
    key: Number.NEGATIVE_INFINITY,
    id: '',
    revision: state.revision,
    page: 0,
  }
  const after =
    from === null
      ? placed
      : placed.filter((one) => byPlace(one, { key: from.key, id: from.id, item: null }) > 0)
  const rest = after.toSorted(byPlace)
  const { emptyPageEvery, pageLimit } = state.settings
  const isEmpty =
    from !== null && emptyPageEvery > 0 && (from.page + 1) % emptyPageEvery === 0 && rest.length > 0
  const size = isEmpty ? 0 : Math.min(params.int('maxResults') ?? defaultSize, pageLimit)
  const items = rest.slice(0, size)
  const last = items.at(-1)
  const place = last ?? start
  const next = { ...start, key: place.key, id: place.id, page: start.page + 1 }
  return {
    items: items.map(({ item }) => item),
    nextPageToken: rest.length > size ? pageToken(next) : undefined,
    revision: start.revision,
  }
}
