import type { Emulator } from '../../emulator/emulator.ts'
import type { Sent, WireEvent } from '../../emulator/google/wire.ts'
import { askPages, REDIRECT } from '../adapters.ts'
import { ASSISTANT, CLIENTS, type Cloud, COACH, type Hand, type NewEvent, type Truth } from './cloud.ts'

const ZONE = 'Europe/Madrid'
const SECOND_CALENDAR = 'coaching@group.calendar.google.com'

const wireTime = (at: number) => ({ dateTime: new Date(at).toISOString(), timeZone: ZONE })
const instant = (time: WireEvent['start']): number => Date.parse(time?.dateTime ?? time?.date ?? '')

const truthOf = (event: Sent, calendarId: string): Truth => ({
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

/** Everything ticked, and the button pressed. */
const decision = (url: string): string => {
  const { search, searchParams } = new URL(url)
  const form = new URLSearchParams({ request: search.slice(1), account: COACH, decision: 'allow' })
  for (const scope of searchParams.get('scope')?.split(' ') ?? []) form.append('scope', scope)
  return form.toString()
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

  const handOf = (email: string, calendarId: string = email): Hand => {
    const hands = google.actAs(email, { calendarId, sendUpdates: 'none' })
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

  return {
    provider: 'google',
    calendarIds,
    handOf,
    connect: async (browser, network) => {
      const known = browser.disk.rows('accounts').some(({ provider }) => provider === 'google')
      const accountId = `google:${COACH}`
      const begun = await browser.send('signInStart', {
        provider: 'google',
        access: 'write',
        accountId: known ? accountId : null,
        redirectUri: REDIRECT,
      })
      if (!begun.ok) return
      const page = network.fetchOf(browser.name, () => browser.device.isOnline)
      const decide = 'https://accounts.google.com/o/oauth2/v2/auth/decision'
      // Without a network the page does not even load.
      const location = await askPages(browser.device, page, decide, decision(begun.value.url)).catch(
        () => null,
      )
      await browser.send('signInFinish', { redirectedTo: location ?? '' })
      if (!known) {
        const calendarKeys = calendarIds.map((id) => `${accountId}/${id}`)
        await browser.send('chooseCalendars', { accountId, calendarKeys })
      }
    },
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
    get mails() {
      return google.mails
    },
    written: ({ method, url }, body) => {
      const match = /\/calendar\/v3\/calendars\/([^/?]+)\/events(?:\/([^/?]+))?/.exec(url)
      if (match === null || method === 'GET') return null
      const id = match[2] ?? (body as { readonly id?: string } | null)?.id
      const calendarId = decodeURIComponent(match[1] ?? '')
      return id === undefined ? null : { calendarId, id: decodeURIComponent(id) }
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
