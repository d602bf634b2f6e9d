import { createGoogleCalendar } from '../../lib/calendars/google/client.ts'
import type { CalendarPort } from '../../lib/ports.ts'

export type InMemoryGoogle = {
  readonly port: CalendarPort
  /** How often it was asked so far. */
  requests(): number
}

/**
 * The real client over answers that are there already. A request with a sync token is told that nothing changed, under a new token as
 * Google and the emulator do; one without gets the pages in order. `pages` by calendar id.
 */
export const createInMemoryGoogle = (
  accountId: string,
  pages: ReadonlyMap<string, readonly string[]>,
): InMemoryGoogle => {
  let requests = 0
  const bodyFor = (url: URL): string => {
    if (url.searchParams.has('syncToken'))
      return JSON.stringify({ items: [], nextSyncToken: `token-${requests}` })
    const id = decodeURIComponent(url.pathname.split('/').at(-2) ?? '')
    const body = pages.get(id)?.[Number(url.searchParams.get('pageToken') ?? 0)]
    if (body === undefined) throw new Error(`Nothing prepared for ${url}`)
    return body
  }
  return {
    port: createGoogleCalendar({
      fetch: async (input) => {
        requests++
        return new Response(bodyFor(new URL(String(input))))
      },
      token: async () => 'token',
      accountId,
    }),
    requests: () => requests,
  }
}
