import { createHash } from 'node:crypto'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeSession } from '../emulator/coach-clients.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { alarmAt } from './steps/alarms.ts'
import { type Books, published, readBooks, written } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import {
  confirm,
  consequenceOn,
  paintedAt,
  passNext,
  promptGone,
  promptWindow,
  sayWhy,
} from './steps/card.ts'
import { allowWriting, goTo, readCalendars } from './steps/dashboard.ts'
import { press, pressKey, see } from './steps/hands.ts'
import { keyOf } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** What a person or another program sees of an event, without what every write changes. */
const outside = ({ etag, updated, extendedProperties, ...rest }: Sent) => rest

const participantOf = (event: Sent, address: string): string =>
  createHash('sha256')
    .update(keyOf(event) + address)
    .digest('hex')
    .slice(0, 10)

describe.each(browsers)('the main way in %s', (browser) => {
  let world: World
  let dashboard: Page
  let prompt: Page
  /** Three sessions back to back: an hour, and two moments. */
  let lee: Sent
  let dana: Sent
  let sam: Sent
  let due = 0

  const now = (event: Sent): Sent => {
    const { email } = world.coach
    return world.emulator.google.event(email, email, event.id) ?? event
  }
  const writes = () =>
    world.emulator.log.filter(
      ({ method, path }) => ['POST', 'PATCH', 'PUT', 'DELETE'].includes(method) && path.includes('/events'),
    )
  const answerTo = (books: Books, event: Sent) => {
    const answers = books.answers.filter(({ sessionKey, inForce }) => sessionKey === keyOf(event) && inForce)
    expect(answers).toHaveLength(1)
    return answers[0]
  }

  beforeAll(async () => {
    // Sam is met for the first time, so that the welcome page knows him.
    const before = { client: 'sam', start: Date.now() - 26 * 60 * MINUTE, minutes: 30 } as const
    world = await startWorld(browser, { coach: { zone, sessions: [before] } })
    dashboard = await setUpDesk(
      world.driver,
      [
        { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
        { name: 'Lee Park', kind: 'paid' },
        { name: 'Sam Ito', kind: 'paid' },
      ],
      0,
    )
  })

  afterAll(() => endWorld(world))

  it('asks by itself when the last of three sessions has ended, with the background stopped before', async () => {
    const { coach, driver, emulator } = world
    due = Math.ceil(Date.now() / SECOND) * SECOND + 12 * SECOND
    const place = (client: 'lee' | 'dana' | 'sam', start: number, end: number) =>
      placeSession(emulator.google, { email: coach.email, name: 'Alex Morgan' }, zone, {
        client,
        start,
        minutes: (end - start) / MINUTE,
      })
    lee = place('lee', due - 60 * MINUTE, due - 2 * SECOND)
    dana = place('dana', due - 2 * SECOND, due - SECOND)
    sam = place('sam', due - SECOND, due)
    await readCalendars(dashboard)
    await alarmAt(dashboard, 'ask', due)
    await driver.stopBackground()
    expect(await driver.backgroundRunning()).toBe(false)
    expect(Date.now()).toBeLessThan(due)

    prompt = await promptWindow(driver, due - Date.now() + 60 * SECOND)
    await see(prompt, '1 of 3')
    await see(prompt, 'Lee Park')
    const painted = await paintedAt(prompt)
    expect(painted).toBeGreaterThan(due)
    console.log(`${browser}: prompt visible ${Math.round(painted - due)} ms after it was due`)
  })

  it('says what an emergency comes to, sends it back and holds three times', async () => {
    await sayWhy(prompt, 'Client had an emergency')
    expect(await consequenceOn(prompt)).toEqual({
      text: 'To reschedule. Doesn’t count. Back for rescheduling.',
      button: 'Confirm: back for rescheduling',
    })
    await confirm(prompt)
    await press(prompt, 'Hold 3 times (nobody is told)')
    await see(prompt, 'Saved, but not in your calendar yet')
    await press(prompt, 'Done')
  })

  it('says what a no-show comes to, and counts it', async () => {
    await see(prompt, 'Dana Reyes')
    await see(prompt, 'Would be 5 of 12')
    await sayWhy(prompt, 'Client did not show up')
    expect(await consequenceOn(prompt)).toEqual({
      text: 'Didn’t occur. Counts as if it had happened: 5 of 12 used. Not sent back for rescheduling.',
      button: 'Confirm: counts, 5 of 12',
    })
    await confirm(prompt)
    await passNext(prompt)
  })

  it('takes yes with one key', async () => {
    await see(prompt, 'Sam Ito')
    await pressKey(prompt, 'y')
    await see(prompt, 'Saved: Sam Ito, Completed')
    const { ledger, sessions, queue } = await readBooks(dashboard)
    const deltas = [lee, dana, sam].map((event) =>
      ledger.filter(({ sessionKey }) => sessionKey === keyOf(event)).map(({ delta }) => delta),
    )
    expect(deltas).toEqual([[0], [1], [1]])
    expect(sessions.filter(({ open, end }) => open === 1 && end <= due)).toEqual([])
    expect(queue.map(({ sessionKey, state }) => ({ sessionKey, state }))).toEqual([
      { sessionKey: keyOf(lee), state: 'proposed' },
    ])
  })

  it('has written nothing until it is told to and allowed to', async () => {
    await see(prompt, 'Show outcomes in Google Calendar?')
    expect(writes()).toEqual([])
    const before = [lee, dana, sam].map((event) => outside(now(event)))
    await press(prompt, 'Show them in Google Calendar')
    await press(prompt, 'Not now')
    await goTo(dashboard, 'Past')
    await allowWriting(world.driver, dashboard)
    await written(dashboard, 'three answers', published(3))
    expect([lee, dana, sam].map((event) => outside(now(event)))).toEqual(before)
  })

  it('leaves exactly the answer on the coach’s copy of each event, and mails nobody', async () => {
    const books = await readBooks(dashboard)
    const device = books.settings[0]?.value.device
    const expected = [
      [lee, 'lee.park@client.example', 'client-emergency', 'to-reschedule', 0, 1],
      [dana, 'dana.reyes@client.example', 'client-no-show', 'didnt-occur', 1, 0],
      [sam, 'sam.ito@client.example', 'occurred', 'completed', 1, 0],
    ] as const
    for (const [event, address, code, mark, counts, back] of expected) {
      const { [`aw1.${participantOf(event, address)}`]: value, ...rest } = fromGoogle(now(event)).written
      const answer = answerTo(books, event)
      expect(JSON.parse(value ?? 'null')).toEqual([
        [
          answer?.id,
          answer?.at,
          device,
          code,
          'paid',
          mark,
          counts,
          back,
          `paid/${code}`,
          'default-1',
          null,
          null,
        ],
      ])
      const queue = `${participantOf(event, address)}=proposed:${books.queue[0]?.proposalId}`
      expect(rest).toEqual({ aw: '1', ...(back === 1 ? { 'aw1.q': queue } : {}) })
      expect(answer?.published).toBe(true)
      const theirs = world.emulator.google.event(address, address, event.id)
      expect(theirs).not.toBeNull()
      expect(theirs?.extendedProperties).toBeUndefined()
    }
    expect(world.emulator.google.mails).toEqual([])
  })

  it('writes only to what it has just read, and lets Google tell nobody', async () => {
    const patches = writes().filter(({ method }) => method === 'PATCH')
    expect(patches.length).toBeGreaterThanOrEqual(3)
    for (const { ifMatch, query, status } of patches) {
      expect(ifMatch).toMatch(/^"/)
      expect(query.sendUpdates ?? 'none').toBe('none')
      expect(status).toBe(200)
    }
    const inserts = writes().filter(({ method, path }) => method === 'POST' && path.endsWith('/events'))
    expect(inserts).toHaveLength(3)
    for (const { query } of inserts) expect(query.sendUpdates ?? 'none').toBe('none')
  })

  it('holds three tentative private times without names', async () => {
    const { proposals } = await readBooks(dashboard)
    const slots = proposals[0]?.slots ?? []
    expect(slots.map(({ state }) => state)).toEqual(['held', 'held', 'held'])
    for (const [index, { eventId, start, end }] of slots.entries()) {
      const event = world.emulator.google.event(world.coach.email, world.coach.email, eventId)
      expect(event && fromGoogle(event)).toMatchObject({
        title: 'Hold',
        description: '',
        status: 'tentative',
        private: true,
        guests: [],
        start,
        end,
        written: {
          aw: '1',
          'aw1.h': `${proposals[0]?.id}:${index}`,
          'aw1.u': String((proposals[0]?.createdAt ?? 0) + 5 * 86_400_000),
        },
      })
    }
  })

  it('knows its own writes when they come back: the next pull adds the holds to what it saw, and nothing else', async () => {
    await promptGone(world.driver)
    const { calendars: _, diagnostics: __, events: seen, ...before } = await readBooks(dashboard)
    await goTo(dashboard, 'Settings')
    await readCalendars(dashboard)
    const { calendars: ___, diagnostics, events, ...after } = await readBooks(dashboard)
    expect(after).toEqual(before)
    expect(diagnostics).toEqual([])
    const known = new Set(seen.map(({ key }) => key))
    expect(events.filter(({ key }) => known.has(key))).toEqual(seen)
    const holds = before.proposals.flatMap(({ slots }) => slots.map(({ eventId }) => eventId))
    expect(events.flatMap(({ key, id }) => (known.has(key) ? [] : [id])).sort()).toEqual(holds.sort())
  })

  it('asks a calendar without a change once, changes nothing and asks nobody anything', async () => {
    const { calendars: _, ...before } = await readBooks(dashboard)
    const logged = world.emulator.log.length
    await readCalendars(dashboard)
    const { calendars: __, ...after } = await readBooks(dashboard)
    expect(after).toEqual(before)
    const asked = world.emulator.log.slice(logged).filter(({ method }) => method !== 'OPTIONS')
    expect(asked.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual(['GET events'])
    expect((await world.driver.windows()).filter(({ url }) => url.includes('/prompt.html'))).toEqual([])
  })
})
