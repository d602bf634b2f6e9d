import type { CoachWorld } from './coach-world.ts'

export type Client = {
  readonly name: string
  /** One guest, or those of a group. */
  readonly guests: readonly { readonly email: string; readonly name: string; readonly zone: string }[]
}
export type ClientKey = 'dana' | 'lee' | 'ana' | 'sam' | 'kim' | 'mia' | 'omar' | 'group'

const alone = (name: string, email: string, zone: string): Client => ({
  name,
  guests: [{ email, name, zone }],
})

/** The people the seeded coach works with. */
export const clients: Readonly<Record<ClientKey, Client>> = {
  dana: alone('Dana Reyes', 'dana.reyes@client.example', 'America/Chicago'),
  lee: alone('Lee Park', 'lee.park@client.example', 'America/New_York'),
  ana: alone('Ana Ruiz', 'ana.ruiz@client.example', 'Europe/Madrid'),
  sam: alone('Sam Ito', 'sam.ito@client.example', 'America/Los_Angeles'),
  kim: alone('Kim Osei', 'kim.osei@client.example', 'Europe/London'),
  mia: alone('Mia Costa', 'mia.costa@newcomer.example', 'America/New_York'),
  omar: alone('Omar Haddad', 'omar.haddad@newcomer.example', 'America/New_York'),
  group: {
    name: 'Founders circle',
    guests: [
      { email: 'noor.ali@client.example', name: 'Noor Ali', zone: 'Europe/London' },
      { email: 'ben.weiss@client.example', name: 'Ben Weiss', zone: 'Europe/Berlin' },
      { email: 'iris.lund@client.example', name: 'Iris Lund', zone: 'America/New_York' },
    ],
  },
}

/** A session to put on the coach's calendar. `start` in epoch ms; `every` is the rest of an RRULE's frequency. */
export type CoachSession = {
  readonly client: ClientKey
  readonly start: number
  readonly minutes: number
  readonly title?: string
  readonly every?: string
}

export type Placed<E> = (session: CoachSession) => E

const title = (client: ClientKey): string =>
  client === 'group' ? 'Group coaching: Founders circle' : `Coaching: ${clients[client].name}`

/** A wall time some days before today (after, if negative), as an instant: the same in every run with the same now and zone. */
export const weekdayBack = (now: number, zone: string, days: number, wall: string): number =>
  Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(wall) }).epochMilliseconds

/** Puts a session with its guests on the coach's calendar, as an invitation the clients have accepted. */
export const placeSession = <E>(
  world: Pick<CoachWorld<E>, 'addEvent'>,
  coach: { readonly email: string; readonly name: string },
  zone: string,
  { client, start, minutes, title: stated, every }: CoachSession,
): E => {
  const { guests } = clients[client]
  const wire = (ms: number) => ({
    dateTime: Temporal.Instant.fromEpochMilliseconds(ms).toString({ timeZone: zone }),
    timeZone: zone,
  })
  return world.addEvent(coach.email, 'primary', {
    summary: stated ?? title(client),
    start: wire(start),
    end: wire(start + minutes * 60_000),
    ...(every === undefined ? {} : { recurrence: [`RRULE:FREQ=${every}`] }),
    hangoutLink: `https://meet.google.com/${client}-coaching`,
    attendees: [
      { email: coach.email, displayName: coach.name, responseStatus: 'accepted' },
      ...guests.map(({ email, name }) => ({ email, displayName: name, responseStatus: 'accepted' as const })),
    ],
  })
}
