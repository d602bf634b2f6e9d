import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { random } from './random.ts'

/** The coach of the measurements, at whose firm nobody is a client. */
export const COACH = { email: 'coach@acme-coaching.example', domain: 'acme-coaching.example' }

/** Where the clock of the measurements stands: Monday, 23 November 2026, 09:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 9)

const ZONE = 'Europe/Madrid'
const CLIENTS = 120
const PAGE = 2500

const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

/** Text such as people paste into invitations, of a length that varies. */
const agenda = (chance: () => number): string =>
  'What we said last time, what happened since, and what you want to leave with today. '.repeat(
    1 + Math.floor(chance() * 6),
  )

const clientAt = (index: number) => ({
  email: `person${index}@client${index % 17}.example`,
  displayName: `Person ${index} Ñandú`,
})

const pick = <T>(list: readonly [T, ...T[]], chance: () => number): T =>
  list[Math.floor(chance() * list.length)] ?? list[0]

type Seed = { readonly index: number; readonly start: number; readonly chance: () => number }

const base = ({ index, start, chance }: Seed, minutes: number) => ({
  id: `bench${index.toString(32).padStart(8, '0')}`,
  etag: `"${3_500_000_000_000 + index}"`,
  status: 'confirmed',
  htmlLink: `https://www.google.com/calendar/event?eid=bench${index}`,
  updated: iso(NOW - Math.floor(chance() * 90) * DAY),
  organizer: { email: COACH.email, self: true },
  start: { dateTime: iso(start), timeZone: ZONE },
  end: { dateTime: iso(start + minutes * MINUTE), timeZone: ZONE },
  iCalUID: `bench${index}@google.com`,
  eventType: 'default',
})

const self = { email: COACH.email, self: true, organizer: true, responseStatus: 'accepted' }

/** Four of five coaching sessions are instances of a series; a few are groups, some came by a booking tool. */
const coaching = (seed: Seed) => {
  const { index, start, chance } = seed
  const client = Math.floor(chance() * CLIENTS)
  const people = chance() < 0.04 ? 4 : 1
  const attendees = Array.from({ length: people }, (_, place) => ({
    ...clientAt((client + place) % CLIENTS),
    responseStatus: pick(['accepted', 'accepted', 'accepted', 'needsAction', 'declined'], chance),
  }))
  const event = {
    ...base(seed, pick([60, 60, 45, 90], chance)),
    summary: chance() < 0.1 ? `Chemistry call ${client}` : `Coaching · Person ${client}`,
    description: agenda(chance) + (chance() < 0.15 ? 'Powered by https://calendly.com/acme' : ''),
    attendees: [self, ...attendees],
    hangoutLink: `https://meet.google.com/abc-${index}`,
    conferenceData: {
      entryPoints: [{ entryPointType: 'video', uri: `https://meet.google.com/abc-${index}` }],
    },
  }
  if (chance() < 0.2) return event
  const series = `series${client}x${Math.floor(chance() * 3)}`
  return {
    ...event,
    id: `${series}_${iso(start).replace(/[-:]/g, '')}x${index}`,
    iCalUID: `${series}@google.com`,
    recurringEventId: series,
    originalStartTime: event.start,
  }
}

const meeting = (seed: Seed) => ({
  ...base(seed, pick([30, 30, 60], seed.chance)),
  summary: pick(['Weekly planning', 'Review', 'Budget', 'Supervision group'], seed.chance),
  description: agenda(seed.chance),
  location: 'Room 4',
  attendees: [
    self,
    ...Array.from({ length: 2 + Math.floor(seed.chance() * 5) }, (_, place) => ({
      email: `colleague${place}@${COACH.domain}`,
      responseStatus: pick(['accepted', 'tentative', 'needsAction'], seed.chance),
    })),
  ],
})

const personal = (seed: Seed) => ({
  ...base(seed, 60),
  summary: pick(['Dentist', 'School run', 'Running', 'Lunch', 'Paperwork'], seed.chance),
})

const allDay = (seed: Seed) => ({
  ...base(seed, 60),
  summary: 'Conference',
  start: { date: iso(seed.start).slice(0, 10) },
  end: { date: iso(seed.start + DAY).slice(0, 10) },
})

const focus = (seed: Seed) => ({ ...base(seed, 120), summary: 'Focus time', eventType: 'focusTime' })

const cancelled = (seed: Seed) => {
  const { id, etag } = base(seed, 60)
  return { id, etag, status: 'cancelled' }
}

/** What a full calendar is made of, in hundredths. */
const MIX = [
  [25, coaching],
  [37, meeting],
  [25, personal],
  [5, allDay],
  [5, focus],
  [3, cancelled],
] as const

const eventAt = (seed: Seed) => {
  let left = seed.chance() * 100
  for (const [share, make] of MIX) {
    left -= share
    if (left < 0) return make(seed)
  }
  return personal(seed)
}

/** So many events between 60 days before `NOW` and a year after it. */
export const eventsFor = (count: number) => {
  const chance = random(1)
  return Array.from({ length: count }, (_, index) => {
    const start = NOW - 59 * DAY + Math.floor(chance() * 423 * 24 * 4) * 15 * MINUTE
    return eventAt({ index, start: start - (start % HOUR) + HOUR, chance })
  })
}

/** The bodies of `events.list` for so many events: 2,500 a page, as Google sends them. */
export const wirePages = (count: number): readonly string[] => {
  const events = eventsFor(count)
  const pages = Math.ceil(count / PAGE)
  return Array.from({ length: pages }, (_, page) =>
    JSON.stringify({
      items: events.slice(page * PAGE, (page + 1) * PAGE),
      ...(page + 1 < pages ? { nextPageToken: String(page + 1) } : { nextSyncToken: 'token-0' }),
    }),
  )
}
