import type { Emulator } from '../../emulator/emulator.ts'
import { ASSISTANT, type Cloud, COACH, type Hand, type Truth, ZONE } from './cloud.ts'
import { connectTo } from './connect.ts'
import { MARKS_ID, truthOf, wireEvent } from './outlook-events.ts'

const SECOND_CALENDAR = 'coaching-calendar'
const JUDGE = '00000000-0000-4000-8000-00000000bead'
const HOUR = 3_600_000
const ANSWERS = { accepted: 'accepted', declined: 'declined', tentative: 'tentativelyAccepted' } as const

/**
 * The coach's Outlook in the emulator: one calendar or two, with clients whose calendars are elsewhere. An assistant is a delegate, who
 * works in the coach's own mailbox and name.
 */
export const createOutlookCloud = (
  emulator: Emulator,
  calendars: 1 | 2,
  onRemoved: (id: string) => void,
): Cloud => {
  const { outlook } = emulator
  const account = `outlook:${outlook.addUser({ email: COACH, name: 'Alex Morgan', zone: ZONE }).id}`
  if (calendars === 2) outlook.addCalendar(COACH, { id: SECOND_CALENDAR, name: 'Coaching' })
  const calendarIds = [outlook.calendarId(COACH), ...(calendars === 2 ? [SECOND_CALENDAR] : [])]
  outlook.registerClient({ clientId: JUDGE, secret: null, redirects: [] })

  /** What was last seen of each event: Exchange forgets what is deleted. */
  const last = new Map<string, Truth>()
  const find = (calendarId: string, id: string): Truth | null => {
    const there = outlook.event(id)
    const before = last.get(id)
    const now = there
      ? truthOf(there, account, calendarId)
      : before && { ...before, living: false, etag: 'gone' }
    if (now !== undefined) last.set(id, now)
    return now ?? null
  }

  const masterOf = (id: string): string => outlook.event(id)?.seriesMasterId ?? id
  const calendarOf = (id: string): string =>
    last.get(id)?.calendarId ??
    calendarIds.find((each) => outlook.events(COACH, each).some((event) => event.id === masterOf(id))) ??
    ''

  const handOf = (email: string): Hand => {
    const hands = outlook.actAs(email === ASSISTANT ? COACH : email)
    return {
      retitle: (id, subject) => void hands.patch(id, { subject }),
      describe: (id, content) => void hands.patch(id, { body: { contentType: 'text', content } }),
      move: (id, start) => void hands.reschedule(id, start),
      remove: (id) => {
        hands.delete(id)
        onRemoved(id)
      },
      invite: (id, address) => {
        const there = outlook.event(id)?.attendees ?? []
        hands.patch(id, { attendees: [...there, { emailAddress: { address } }] })
      },
      respond: (id, response) => hands.respond(id, ANSWERS[response]),
      propose: (id, start) => hands.propose(id, start),
      add: () => {
        throw new Error('Said which calendar')
      },
      strip: (id) => void hands.patch(id, { singleValueExtendedProperties: [{ id: MARKS_ID, value: '' }] }),
    }
  }

  const list = async (url: string, calendarId: string): Promise<readonly Truth[]> => {
    const authorization = `Bearer ${outlook.grant(COACH, ['Calendars.Read'], JUDGE)}`
    const prefer = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"'
    const answer = await emulator.fetch(new Request(url, { headers: { authorization, prefer } }))
    // An empty truth would let everything pass.
    if (!answer.ok) throw new Error(`The judge may not look: ${answer.status}`)
    const page = (await answer.json()) as {
      readonly value: readonly { readonly id: string }[]
      readonly '@odata.nextLink'?: string
    }
    const here = page.value.flatMap(({ id }) => find(calendarId, id) ?? [])
    const link = page['@odata.nextLink']
    return link === undefined ? here : [...here, ...(await list(link, calendarId))]
  }

  let told = outlook.mails.length
  return {
    calendarIds,
    // Between two readings of the whole window only the days around now are read (API 0.4).
    patience: 7 * HOUR,
    handOf: (email, calendarId) => ({
      ...handOf(email),
      add: (event) =>
        event.organiser === undefined
          ? outlook.actAs(COACH).insert(wireEvent(event), calendarId).id
          : outlook.addEvent(COACH, calendarId, {
              ...wireEvent(event),
              organizer: { emailAddress: { address: event.organiser } },
            }).id,
    }),
    connect: (browser, network) =>
      connectTo(browser, network, { provider: 'outlook', accountId: account, calendarIds }),
    event: find,
    listed: async (from, to) => {
      const all: Truth[] = []
      for (const id of calendarIds) {
        const query = new URLSearchParams({
          startDateTime: new Date(from).toISOString(),
          endDateTime: new Date(to).toISOString(),
          $top: '1000',
        })
        const url = `https://graph.microsoft.com/v1.0/me/calendars/${encodeURIComponent(id)}/calendarView?${query}`
        all.push(...(await list(url, id)))
      }
      return all.filter(({ living }) => living)
    },
    mails: () => {
      const fresh = outlook.mails.slice(told)
      told = outlook.mails.length
      return fresh.map(({ to, kind, eventId }) => ({ to, kind, eventId, unasked: true }))
    },
    written: ({ method, url }, body) => {
      const path =
        /^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/(?:calendars\/([^/?]+)\/)?events(?:\/([^/?]+))?/
      const match = path.exec(url)
      if (match === null || method === 'GET') return null
      const [calendarId, id] = match.slice(1).map((part = '') => decodeURIComponent(part))
      if (id) return () => find(calendarOf(id), id)
      const { transactionId } = body as { readonly transactionId?: string }
      return () => {
        const made = outlook
          .events(COACH, calendarId ?? '')
          .find((event) => event.transactionId === transactionId)
        return made ? find(calendarId ?? '', made.id) : null
      }
    },
    // Afterward asks Graph for no account of changes, so that there is nothing to expire.
    expireCursors: () => undefined,
    expireTokens: () => outlook.expireTokens(COACH),
    revoke: () => outlook.revoke(COACH),
    page: (limit, emptyEvery) => {
      outlook.settings.pageLimit = limit
      outlook.settings.emptyPageEvery = emptyEvery
    },
    allow: (perMinute) => {
      outlook.settings.perTenMinutes = perMinute * 10
    },
  }
}
