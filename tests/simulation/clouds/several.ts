import type { Cloud } from './cloud.ts'

/** A coach with several services: one cloud over all of them. */
export const severalClouds = (clouds: readonly Cloud[]): Cloud => {
  const of = (calendarId: string): Cloud => {
    const found = clouds.find(({ calendarIds }) => calendarIds.includes(calendarId))
    if (found === undefined) throw new Error(`Nobody has the calendar ${calendarId}`)
    return found
  }
  const each =
    <Args extends readonly unknown[]>(work: (cloud: Cloud, ...args: Args) => void) =>
    (...args: Args): void => {
      for (const cloud of clouds) work(cloud, ...args)
    }
  return {
    calendarIds: clouds.flatMap(({ calendarIds }) => calendarIds),
    patience: Math.max(...clouds.map(({ patience }) => patience)),
    handOf: (email, calendarId) => of(calendarId).handOf(email, calendarId),
    event: (calendarId, id) => of(calendarId).event(calendarId, id),
    connect: async (browser, network) => {
      for (const cloud of clouds) await cloud.connect(browser, network)
    },
    listed: async (from, to) => (await Promise.all(clouds.map((cloud) => cloud.listed(from, to)))).flat(),
    mails: () => clouds.flatMap((cloud) => cloud.mails()),
    written: (request, body) => {
      for (const cloud of clouds) {
        const look = cloud.written(request, body)
        if (look !== null) return look
      }
      return null
    },
    expireCursors: each((cloud) => cloud.expireCursors()),
    expireTokens: each((cloud) => cloud.expireTokens()),
    revoke: each((cloud) => cloud.revoke()),
    page: each((cloud, limit: number, emptyEvery: number) => cloud.page(limit, emptyEvery)),
    allow: each((cloud, perMinute: number) => cloud.allow(perMinute)),
  }
}
