import type { Emulator } from '../../emulator/emulator.ts'
import type { Sent, WireEvent } from '../../emulator/google/wire.ts'
import { ASSISTANT, CLIENTS, type Cloud, COACH, type Hand, type NewEvent, type Truth, ZONE } from './cloud.ts'
import { connectTo } from './connect.ts'

const ACCOUNT = `google:${COACH}`
const SECOND_CALENDAR = 'coaching@group.calendar.google.com'

const wireTime = (at: number) => ({ dateTime: new Date(at).toISOString(), timeZone: ZONE })
const instant = (time: WireEvent['start']): number => Date.parse(time?.dateTime ?? time?.date ?? '')

const truthOf = (event: Sent, calendarId: string): Truth => ({
  account: ACCOUNT,
  id: event.id,
  calendarId,
  living: event.status !== 'cancelled',
  title: event.summary ?? '',
  description: event.description ?? '',
  start: instant(event.start),
  end: instant(event.end),
  guests: (event.attendees ?? []).map(({ email, responseStatus = 'needsAction' }) => ({
    email,
    response: responseStatus,
  })),
  marks: Object.fromEntries(
    Object.entries(event.extendedProperties?.private ?? {}).filter(([key]) => /^aw(1\..+)?$/.test(key)),
  ),
  etag: event.etag,
})

const wireEvent = (event: NewEvent): WireEvent => {
  const { title, start, minutes, guests = [], description, organiser, weeks } = event
  return {
    summary: title,
    start: wireTime(start),
    end: wireTime(start + minutes * 60_000),
    ...(description === undefined ? {} : { description }),
    ...(weeks === undefined ? {} : { recurrence: [`RRULE:FREQ=WEEKLY;COUNT=${weeks}`] }),
    ...(guests.length === 0 ? {} : { attendees: guests.map((email) => ({ email })) }),
    ...(organiser === undefined ? {} : { organizer: { email: organiser } }),
  }
}

/** The coach's Google in the emulator, with clients and an assistant who have accounts of their own. `calendars`: one, or two. */
export const createGoogleCloud = (
  emulator: Emulator,
  calendars: 1 | 2,
  onRemoved: (id: string) => void,
): Cloud => {
  const { google } = emulator
  google.addUser({ email: COACH, name: 'Alex Morgan', zone: ZONE })
  for (const email of [ASSISTANT, ...CLIENTS]) google.addUser({ email, zone: ZONE, offered: false })
  if (calendars === 2) google.addCalendar(COACH, { id: SECOND_CALENDAR, name: 'Coaching' })
  const calendarIds = calendars === 2 ? [COACH, SECOND_CALENDAR] : [COACH]
  for (const id of calendarIds) google.share(id, ASSISTANT, 'writer')

  const found = (calendarId: string, id: string): Sent | null => google.event(COACH, calendarId, id)

  const handOf = (email: string, calendarId: string): Hand => {
    const isGuest = email !== COACH && email !== ASSISTANT
    const hands = google.actAs(email, { calendarId: isGuest ? email : calendarId, sendUpdates: 'none' })
    return {
      retitle: (id, summary) => void hands.patch(id, { summary }),
      describe: (id, description) => void hands.patch(id, { description }),
      move: (id, start) => void hands.reschedule(id, start),
      remove: (id) => {
        hands.delete(id)
        onRemoved(id)
      },
      invite: (id, guest) => {
        const there = found(calendarId, id)?.attendees ?? []
        hands.patch(id, { attendees: [...there, { email: guest }] })
      },
      respond: (id, response) => void hands.respond(id, response),
      add: (event) =>
        event.organiser === undefined
          ? hands.insert(wireEvent(event)).id
          : google.addEvent(email, 'primary', wireEvent(event)).id,
      strip: (id) => {
        const marks = found(calendarId, id)?.extendedProperties?.private ?? {}
        const none = Object.fromEntries(Object.keys(marks).map((key) => [key, null]))
        hands.patch(id, { extendedProperties: { private: none } })
      },
    }
  }

  const list = async (
    calendarId: string,
    from: number,
    to: number,
    page: string,
  ): Promise<readonly Sent[]> => {
    const query = new URLSearchParams({
      singleEvents: 'true',
      maxResults: '2500',
      timeMin: new Date(from).toISOString(),
      timeMax: new Date(to).toISOString(),
      ...(page === '' ? {} : { pageToken: page }),
    })
    const url = `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events?${query}`
    const judge = google.grant(ASSISTANT, ['https://www.googleapis.com/auth/calendar'])
    const answer = await emulator.fetch(new Request(url, { headers: { authorization: `Bearer ${judge}` } }))
    // An empty truth would let everything pass.
    if (!answer.ok) throw new Error(`The judge may not look: ${answer.status}`)
    const { items = [], nextPageToken = '' } = (await answer.json()) as {
      items?: readonly Sent[]
      nextPageToken?: string
    }
    return nextPageToken === '' ? items : [...items, ...(await list(calendarId, from, to, nextPageToken))]
  }

  let told = google.mails.length
  return {
    calendarIds,
    patience: 0,
    handOf,
    connect: (browser, network) =>
      connectTo(browser, network, { provider: 'google', accountId: ACCOUNT, calendarIds }),
    event: (calendarId, id) => {
      const event = found(calendarId, id)
      return event && truthOf(event, calendarId)
    },
    listed: async (from, to) => {
      const all: Truth[] = []
      for (const id of calendarIds)
        all.push(...(await list(id, from, to, '')).map((event) => truthOf(event, id)))
      return all
    },
    mails: () => {
      const fresh = google.mails.slice(told)
      told = google.mails.length
      return fresh.map(({ to, kind, eventId }) => ({ to, kind, eventId, unasked: false }))
    },
    written: ({ method, url }, body) => {
      const match = /\/calendar\/v3\/calendars\/([^/?]+)\/events(?:\/([^/?]+))?/.exec(url)
      if (match === null || method === 'GET') return null
      const id = match[2] ?? (body as { readonly id?: string } | null)?.id
      if (id === undefined) return null
      const calendarId = decodeURIComponent(match[1] ?? '')
      return () => {
        const event = found(calendarId, decodeURIComponent(id))
        return event && truthOf(event, calendarId)
      }
    },
    expireCursors: () => {
      for (const id of calendarIds) google.expireSyncTokens(id)
    },
    expireTokens: () => google.expireTokens(COACH),
    revoke: () => google.revoke(COACH),
    page: (limit, emptyEvery) => {
      google.settings.pageLimit = limit
      google.settings.emptyPageEvery = emptyEvery
    },
    allow: (perMinute) => {
      google.settings.perMinute = perMinute
    },
  }
}
