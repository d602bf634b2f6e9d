import { createGoogleCalendar } from '../../lib/calendars/google/client.ts'
import { createOutlookCalendar } from '../../lib/calendars/outlook/client.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { NOW } from './wire-events.ts'

/** The services that are measured. */
export type Service = 'google' | 'outlook'

export type InMemory = {
  readonly port: CalendarPort
  /** How often it was asked so far. */
  requests(): number
}

/** What a request asks of the answers that are there; null: only what changed, which is nothing. */
type Asked = { readonly calendarId: string; readonly page: number } | null

const google = (url: URL): Asked =>
  url.searchParams.has('syncToken')
    ? null
    : {
        calendarId: decodeURIComponent(url.pathname.split('/').at(-2) ?? ''),
        page: Number(url.searchParams.get('pageToken') ?? 0),
      }

const outlook = (url: URL): Asked => ({
  calendarId: decodeURIComponent(url.pathname.split('/').at(-2) ?? ''),
  page: Number(url.searchParams.get('$skiptoken') ?? 0),
})

/**
 * The real client over answers that are there already. Google, asked with a sync token, says that nothing changed, under a new token as
 * it and the emulator do; else the pages come in order. `pages` by calendar id.
 */
export const createInMemory = (
  service: Service,
  accountId: string,
  pages: ReadonlyMap<string, readonly string[]>,
): InMemory => {
  let requests = 0
  const bodyFor = (url: URL): string => {
    const asked = (service === 'google' ? google : outlook)(url)
    if (asked === null) return JSON.stringify({ items: [], nextSyncToken: `token-${requests}` })
    const body = pages.get(asked.calendarId)?.[asked.page]
    if (body === undefined) throw new Error(`Nothing prepared for ${url}`)
    return body
  }
  const common = {
    fetch: async (input: RequestInfo | URL) => {
      requests++
      return new Response(bodyFor(new URL(String(input))))
    },
    token: async () => 'token',
    accountId,
  }
  return {
    port:
      service === 'google'
        ? createGoogleCalendar(common)
        : createOutlookCalendar({ ...common, now: () => NOW, zone: () => 'Europe/Madrid' }),
    requests: () => requests,
  }
}
