import { badRequest, refuse } from './refusal.ts'
import type { State } from './state.ts'

/** Where a sync has got to: what the token carries. */
type SyncCursor = {
  readonly calendar: string
  readonly revision: number
  readonly at: number
  /** The parameters that must stay the same (API A). */
  readonly same: string
}

/** Where a page ended: the place of its last item in the order of the list, and what the whole listing goes by. */
export type PageCursor = {
  readonly calendar: string
  readonly query: string
  readonly key: number
  readonly id: string
  readonly revision: number
  readonly page: number
}

const encode = (kind: string, value: object): string =>
  Buffer.from(`${kind}${JSON.stringify(value)}`).toString('base64url')

const decode = (kind: string, token: string): unknown => {
  const text = Buffer.from(token, 'base64url').toString()
  if (!text.startsWith(kind)) return null
  try {
    return JSON.parse(text.slice(kind.length))
  } catch {
    return null
  }
}

/** A token for everything after `revision`. */
export const syncToken = (state: State, calendar: string, revision: number, same: string): string =>
  encode('sync', { calendar, revision, at: state.now(), same } satisfies SyncCursor)

/** 410: the client must forget the token and list everything again (API A, Expired token). */
export function gone(reason: 'fullSyncRequired' | 'updatedMinTooLongAgo', location: string): never {
  refuse({
    status: 410,
    domain: 'calendar',
    reason,
    message:
      reason === 'fullSyncRequired'
        ? 'Sync token is no longer valid, a full sync is required.'
        : 'The requested minimum modification time lies too far in the past.',
    location,
  })
}

/** The revision a token stands at. 400 for one that is no token of this list or comes with other parameters, 410 for an expired one. */
export const readSyncToken = (state: State, calendar: string, token: string, same: string): number => {
  const cursor = decode('sync', token) as SyncCursor | null
  if (cursor === null || cursor.calendar !== calendar)
    return badRequest('Invalid sync token value.', 'syncToken')
  const isOld = state.now() - cursor.at > state.settings.syncTokenLife
  if (isOld || cursor.revision < (state.tokensDeadBefore.get(calendar) ?? 0))
    return gone('fullSyncRequired', 'syncToken')
  if (cursor.same !== same) {
    return badRequest(
      `Parameters differ from those of the first sync (${cursor.same} became ${same}).`,
      'syncToken',
    )
  }
  return cursor.revision
}

/** A token for the page after this one. */
export const pageToken = (cursor: PageCursor): string => encode('page', cursor)

/** Reads a page token; 400 for one of another calendar or listing. */
export const readPageToken = (token: string, calendar: string, query: string): PageCursor => {
  const cursor = decode('page', token) as PageCursor | null
  if (cursor === null || cursor.calendar !== calendar || cursor.query !== query) {
    return badRequest('Invalid page token value.', 'pageToken')
  }
  return cursor
}
