import { expect } from 'vitest'
import { createCaller, hour } from './caller.ts'
import { createEmulator } from './emulator.ts'

export const COACH = 'alex@coachwell.example'
export const NEW_YORK = 'America/New_York'

/** A coach in New York with ways to put events on the calendar and to list it, page by page or all at once. */
export const startListing = (seed = 1) => {
  const emulator = createEmulator({ seed, mailboxes: [{ email: COACH, name: 'Alex', zone: NEW_YORK }] })
  const call = createCaller(emulator, COACH)
  const add = (id: string, when: string, more: object = {}) =>
    emulator.google.addEvent(COACH, 'primary', { id, summary: id, ...hour(when, NEW_YORK), ...more })
  const list = async (query: string) => call('GET', `/calendars/primary/events?${query}`)
  /** Follows the pages of a listing to its token. */
  const all = async (query: string, from?: string) => {
    const items: { id: string; status: string }[] = []
    let page = await list(from === undefined ? query : `${query}&pageToken=${from}`)
    let pages = 1
    items.push(...page.json.items)
    while (page.json.nextPageToken) {
      expect(page.json.nextSyncToken).toBeUndefined()
      page = await list(`${query}&pageToken=${page.json.nextPageToken}`)
      items.push(...page.json.items)
      pages += 1
    }
    return { items, ids: items.map(({ id }) => id), token: page.json.nextSyncToken as string, pages }
  }
  return { emulator, call, add, list, all }
}
