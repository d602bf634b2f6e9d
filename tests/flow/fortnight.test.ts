import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/core/time.ts'
import { install } from '../../lib/flow/install.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import { signInFinish, signInStart } from '../../lib/flow/sign-in.ts'
import { tick } from '../../lib/flow/tick.ts'
import { COACH } from '../calendars/google/emulated.ts'
import { createOffice, type Office, REDIRECT } from '../calendars/person.ts'
import { hour } from '../emulator/caller.ts'
import { TEST_CLIENT } from '../emulator/outlook/accounts.ts'

/** Monday, 00:00 in the coach's zone (Madrid, UTC+1). */
const MONDAY = Date.UTC(2026, 10, 22, 23)
const DAYS = 14
/** The shortest time that a browser's alarm keeps to (API D). */
const SHORTEST_ALARM = 30 * SECOND

const SERVICES = {
  'Google Calendar': 'www.googleapis.com',
  'Google sign-in': 'accounts.google.com',
  'Microsoft Graph': 'graph.microsoft.com',
  'Microsoft sign-in': 'login.microsoftonline.com',
} as const
type ServiceName = keyof typeof SERVICES

/** Requests on a workday: nine attended hours with a poll every 5 minutes near a session, else every 15, and an hourly token. */
const MOST: Readonly<Record<ServiceName, number>> = {
  'Google Calendar': 110,
  'Google sign-in': 14,
  'Microsoft Graph': 110,
  'Microsoft sign-in': 14,
}

type State = 'active' | 'idle' | 'locked'

/** A coach's day: at the machine from 8 to 18, away over lunch, gone at night; at the weekend the browser is closed. */
const stateAt = (now: number): State | 'closed' => {
  const day = Math.floor((now - MONDAY) / DAY) % 7
  const clock = ((now - MONDAY) % DAY) / HOUR
  if (day >= 5) return 'closed'
  if (clock < 8 || clock >= 18) return 'locked'
  return clock >= 12 && clock < 13 ? 'idle' : 'active'
}

/** When the next change of state comes, epoch ms. */
const nextChange = (now: number): number => {
  for (let at = now + MINUTE - (now % MINUTE); ; at += MINUTE) if (stateAt(at) !== stateAt(now)) return at
}

const connect = async (office: Office, provider: 'google' | 'outlook', accountId: string | null = null) => {
  const { deps, person } = office
  const begun = await signInStart(deps, { provider, access: 'write', accountId, redirectUri: REDIRECT })
  if (!begun.ok) throw new Error(begun.error.reason)
  const done = await signInFinish(deps, { redirectedTo: await person.signIn(begun.value.url) })
  if (!done.ok) throw new Error(done.error.reason)
}

/** An hour of coaching every morning and every afternoon, one in each calendar. */
const placeSessions = ({ emulator }: Office): void => {
  for (let day = 0; day < DAYS; day++) {
    const date = Temporal.PlainDate.from('2026-11-23').add({ days: day })
    const guest = { email: 'dana@client.example' }
    emulator.google.addEvent(COACH, 'primary', {
      summary: 'Coaching: Dana',
      ...hour(`${date}T09:00`, 'Europe/Madrid'),
      attendees: [{ ...guest, responseStatus: 'accepted' }],
    })
    emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Coaching: Lee',
      ...hour(`${date}T15:00`, 'Europe/Madrid'),
      attendees: [{ emailAddress: { address: 'lee@client.example', name: 'Lee' }, type: 'required' }],
    })
  }
}

type Fortnight = {
  /** Requests by day and service. */
  readonly requests: readonly Readonly<Record<ServiceName, number>>[]
  /** What the coach had to do for a sign-in, with the day. */
  readonly clicks: readonly string[]
  /** Requests that went out while nobody was there. */
  readonly unattended: readonly string[]
  readonly wakes: number
  readonly office: Office
}

/** Lives through two weeks: the real flows, woken by the alarms they ask for and by the coach coming back. `events` by day and hour. */
const live = async (
  events: readonly { readonly at: number; readonly happen: (office: Office) => void }[] = [],
): Promise<Fortnight> => {
  const office = await createOffice({ microsoftId: TEST_CLIENT.clientId })
  const { deps, emulator } = office
  deps.time.set(MONDAY + 8 * HOUR)
  placeSessions(office)
  await install(deps)
  const coaching = { type: 'title', words: 'coaching' } as const
  await saveRules(deps, { rules: [{ id: 'r', order: 0, include: true, kind: 'paid', match: coaching }] })
  await connect(office, 'google')
  await connect(office, 'outlook')
  const clicks: string[] = []
  const due = [...events]
  const end = MONDAY + DAYS * DAY
  let wakes = 0
  let change = nextChange(deps.clock.now())
  let why: Parameters<typeof tick>[1] = 'start'
  while (deps.clock.now() < end) {
    const now = deps.clock.now()
    while (due[0] !== undefined && due[0].at <= now) due.shift()?.happen(office)
    const state = stateAt(now)
    if (state !== 'closed') {
      deps.present.state = state
      await tick(deps, why)
      wakes += 1
    }
    // The coach presses "Reconnect" once, whenever the banner is there.
    if (state === 'active') {
      for (const account of await deps.db.accounts.all()) {
        if (account.state !== 'sign-in' || account.provider === 'practice') continue
        clicks.push(`day ${Math.floor((now - MONDAY) / DAY) + 1}: ${account.provider}`)
        await connect(office, account.provider, account.id)
      }
    }
    const alarm = state === 'closed' ? change : Math.min(...deps.told.alarms.values())
    const wake = Math.max(alarm, now + SHORTEST_ALARM)
    why = wake >= change ? 'unlock' : 'alarm'
    deps.time.set(Math.min(wake, change))
    if (deps.clock.now() < change) continue
    // What a closed browser forgets.
    if (stateAt(change) !== 'closed' && state === 'closed') {
      for (const { id } of await deps.db.accounts.all()) await deps.vault.remove(`token/${id}`)
      why = 'start'
    }
    change = nextChange(change)
  }
  const isService = (host: string) => Object.values(SERVICES).includes(host as never)
  const sent = emulator.log.filter(({ host, at }) => isService(host) && at >= MONDAY)
  return {
    office,
    clicks,
    wakes,
    requests: Array.from({ length: DAYS }, (_, day) => {
      const ofDay = sent.filter(({ at }) => Math.floor((at - MONDAY) / DAY) === day)
      return Object.fromEntries(
        Object.entries(SERVICES).map(([name, host]) => [
          name,
          ofDay.filter((one) => one.host === host).length,
        ]),
      ) as Record<ServiceName, number>
    }),
    unattended: sent
      .filter(({ at }) => stateAt(at) !== 'active')
      .map(({ at, host, path }) => `${new Date(at).toISOString()} ${stateAt(at)} ${host}${path}`),
  }
}

const print = ({ requests, clicks, wakes }: Fortnight): void => {
  console.table(requests.map((row, day) => ({ day: day + 1, ...row })))
  console.log(`wakes: ${wakes} · the coach had to sign in: ${clicks.length} times ${clicks.join(', ')}`)
}

const at = (day: number, clock: number): number => MONDAY + (day - 1) * DAY + clock * HOUR

it('E43 a fortnight with a Google and an Outlook account: one click after each revocation and none besides, silent while nobody is there', async () => {
  const fortnight = await live([
    { at: at(3, 10), happen: ({ emulator }) => emulator.google.revoke(COACH) },
    { at: at(9, 14), happen: ({ emulator }) => emulator.outlook.revoke(COACH) },
  ])
  print(fortnight)
  expect(fortnight.clicks).toEqual(['day 3: google', 'day 9: outlook'])
  expect(fortnight.unattended).toEqual([])
  expect(fortnight.office.emulator.violations).toEqual([])
  for (const [day, requests] of fortnight.requests.entries()) {
    const isWorkday = day % 7 < 5
    for (const name of Object.keys(SERVICES) as ServiceName[]) {
      if (isWorkday) expect(requests[name]).toBeGreaterThan(0)
      expect(requests[name]).toBeLessThanOrEqual(isWorkday ? MOST[name] : 0)
    }
  }
  // A wake-up per poll, day and night, and not one every half minute while the screen is locked.
  expect(fortnight.wakes / DAYS).toBeLessThan(160)
}, 240_000)
