import type { Incoming } from '../provider.ts'
import type { Preferences } from './prefer.ts'
import { countOf, type Query } from './query.ts'
import { badRequest } from './refusal.ts'
import type { Settings } from './settings.ts'

/** Where a listing goes on: behind how many items, and how many pages came so far. */
type Cursor = { readonly skip: number; readonly pages: number }

const DEFAULT_PAGE = 10
const MOST = 1000

const encoded = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

const decoded = (token: string): Cursor => {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Cursor
  } catch {
    return badRequest('The skip token is not valid.', 'ErrorInvalidUrlQuery')
  }
}

export type Page<T> = { readonly items: readonly T[]; readonly nextLink: string | null }

/** One page of a listing, ten items unless the client asks for up to a thousand, and the whole address of the next. */
export const pageOf = <T>(
  all: readonly T[],
  request: Incoming,
  query: Query,
  prefer: Preferences,
  { pageLimit, emptyPageEvery }: Settings,
): Page<T> => {
  const token = query.text('$skiptoken')
  const start = { skip: countOf(query, '$skip', 0, Number.MAX_SAFE_INTEGER) ?? 0, pages: 0 }
  const { skip, pages } = token === null ? start : decoded(token)
  const wanted = countOf(query, '$top', 1, MOST) ?? prefer.pageSize ?? DEFAULT_PAGE
  const isEmpty = emptyPageEvery > 0 && (pages + 1) % emptyPageEvery === 0
  const end = isEmpty ? skip : skip + Math.min(wanted, pageLimit)
  if (end >= all.length) return { items: all.slice(skip), nextLink: null }
  const next = new URL(request.url)
  next.searchParams.delete('$skip')
  next.searchParams.set('$skiptoken', encoded({ skip: end, pages: pages + 1 }))
  return { items: all.slice(skip, end), nextLink: next.href }
}
