import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../emulator/google/wire.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { alarmAt } from './steps/alarms.ts'
import { readBooks } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import { promptWindow, sayWhy, sayYes } from './steps/card.ts'
import { allowWriting, openDashboard, readCalendars, setGrace } from './steps/dashboard.ts'
import { press, see, until, words } from './steps/hands.ts'
import { inCalendar, letEnd, ofSession, openCard, requestsFor } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** Alarms of half a minute are the soonest that a browser promises, and a failed write waits as long; the rest is for a busy machine. */
const ALARM = 90_000

let world: World
/** A page that stays open to look into the books. */
let desk: Page

const begin = async (browser: 'chromium' | 'firefox') => {
  // Somebody to be found on the welcome page; long over, so nothing is asked of it.
  const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
  world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
  const { driver } = world
  const welcome = await setUpGoogle(driver, [
    { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 },
  ])
  await welcome.close()
  desk = await openDashboard(driver, 'settings')
  await setGrace(desk, 0)
}

const end = () => endWorld(world)

const stop = () => world.driver.stopBackground()
const heldBy = (event: Sent) => inCalendar(world, event)
const requests = (method: string, event: Sent) => requestsFor(world, method, event)

/** Waits until nothing of a session is left to be written. */
const written = (event: Sent, timeout = 30_000) =>
  until(
    async () =>
      ofSession(await readBooks(desk), event).writes.length === 0 && heldBy(event).written.aw === '1',
    'the outcome to be written',
    timeout,
  )

/** One answer, one ledger entry, one annotation that carries just this answer. */
const expectOnce = async (event: Sent) => {
  const { answers, ledger, session } = ofSession(await readBooks(desk), event)
  expect(answers).toHaveLength(1)
  expect(answers[0]?.published).toBe(true)
  expect(ledger).toHaveLength(1)
  expect(session?.askedAt).not.toBeNull()
  const heads = [...heldBy(event).marks.heads.values()].flat()
  expect(heads.map(({ id }) => id)).toEqual(answers.map(({ id }) => id))
}

const prompts = async () => (await world.driver.windows()).filter(({ url }) => url.includes('/prompt.html'))

const closePrompts = async () => {
  for (const { page } of await prompts()) await page.close()
}

/** Lets a session end and waits for its question. */
const asked = async (title?: string) => {
  const event = await letEnd(world, zone, { client: 'lee', ...(title ? { title } : {}) })
  return { event, card: await promptWindow(world.driver, ALARM) }
}

/** Somebody answers with the worker stopped in every pause; the first write then explains itself and asks for access. */
const coreCase = async () => {
  const event = await letEnd(world, zone, { client: 'lee', inMs: 15_000 })
  // What was read is stored before the alarm is set; stopped between the two, nothing would wake it until the next reading.
  await alarmAt(desk, 'ask', Date.parse(event.end?.dateTime ?? ''))
  await stop()
  const card = await promptWindow(world.driver, ALARM)
  await stop()
  await sayYes(card)
  await see(card, 'Show outcomes in Google Calendar?')
  await stop()
  await press(card, 'Show them in Google Calendar')
  await until(
    async () => (await readBooks(desk)).settings[0]?.value.annotations.consent === 'on',
    'the word on annotations to be kept',
  )
  await closePrompts()
  await stop()
  expect(heldBy(event).written).toEqual({})
  await allowWriting(world.driver, desk)
  await written(event)
  await expectOnce(event)
  expect(requests('PATCH', event).map(({ status }) => status)).toEqual([200])
}

describe.each(browsers.filter((name) => name === 'chromium'))('the worker of %s, stopped', () => {
  beforeAll(() => begin('chromium'))
  afterAll(end)

  it('between pull, ask, answer and push: one question, one answer, one entry, one annotation', coreCase)

  it('E34 right after the message was sent: the answer is there once, or said again it is', async () => {
    const { event, card } = await asked()
    await card.bringToFront()
    await Promise.all([card.click('.answers button'), stop()])
    const came = await until(async () => {
      if (!(await words(card)).includes('Did your session happen?')) return 'answer'
      return (await card.$('[role=alert]')) !== null && 'refusal'
    }, 'an answer, or word that there is none')
    if (came === 'refusal') await press(card, 'Yes, it happened')
    await closePrompts()
    await press(desk, 'Read calendars now')
    await written(event)
    await expectOnce(event)
  })

  it('E48 answers lost on the way back: the write and the hold are found done, and nothing is there twice', async () => {
    const { emulator, coach } = world
    const { event, card } = await asked()
    // More than once each: Chromium itself sends a request again when a line it had used before breaks.
    emulator.faults.next({ kind: 'lost-response', times: 9, match: { method: 'PATCH' } })
    emulator.faults.next({ kind: 'lost-response', times: 9, match: { method: 'POST', path: /\/events$/ } })
    await sayWhy(card, 'Client had an emergency')
    await press(card, 'Confirm')
    await press(card, 'Hold 3 times')
    const lost = async () =>
      (await readBooks(desk)).outbox
        .filter(({ lastFailure }) => lastFailure?.type === 'offline')
        .map(({ operation }) => operation.type)
    await until(async () => {
      const types = await lost()
      return types.includes('annotate') && types.includes('insert')
    }, 'both answers to be lost')
    emulator.faults.clear()
    await closePrompts()
    // The failure is stored before the alarm of the next try is set.
    await alarmAt(desk, 'push', Date.now() + ALARM)
    await stop()
    await written(event, ALARM)
    await until(
      async () => (await readBooks(desk)).proposals.at(-1)?.slots.every(({ state }) => state === 'held'),
      'the holds to be held',
      ALARM,
    )
    await expectOnce(event)
    const holds = emulator.google
      .events(coach.email, coach.email)
      .map(fromGoogle)
      .filter(({ marks, status }) => marks.hold !== null && status !== 'cancelled')
    expect(holds.map(({ marks }) => marks.hold?.slot).sort()).toEqual([0, 1, 2])
    expect(new Set(holds.map(({ start }) => start)).size).toBe(3)
  })

  it('E50 told to wait: the wait outlives a worker killed in the middle of a pull, and questions go on', async () => {
    const { driver, emulator } = world
    const { event, card } = await asked()
    emulator.faults.next({ kind: '429', retryAfter: 10, match: { method: 'PATCH' } })
    await sayYes(card)
    await until(() => requests('PATCH', event).length > 0, 'the first try')
    await closePrompts()
    // Long enough to have been read before it ends: what is held up is the reading at its end.
    const other = await letEnd(world, zone, { client: 'lee', inMs: 15_000 })
    emulator.faults.next({ kind: 'delay', delayMs: 15_000, match: { method: 'GET', path: /\/events$/ } })
    await until(() => emulator.faults.pending === 0, 'the calendar to be read at the end', ALARM)
    await stop()
    expect(ofSession(await readBooks(desk), other).session?.askedAt).toBeNull()
    // Nobody touches anything: an alarm alone starts it again.
    const next = await promptWindow(driver, ALARM)
    await sayYes(next)
    await written(event, ALARM)
    await written(other)
    await closePrompts()
    const [first, second, ...rest] = requests('PATCH', event)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(rest).toEqual([])
    await expectOnce(event)
    await expectOnce(other)
  })

  it('E51 edited by the coach in between: read again, and both stand', async () => {
    const { event, card } = await asked()
    const edited = 'Coaching: Lee Park (the small room)'
    world.emulator.google.actAs(world.coach.email).patch(event.id, { summary: edited })
    await sayYes(card)
    await written(event)
    await closePrompts()
    expect(requests('PATCH', event).map(({ status }) => status)).toEqual([412, 200])
    expect(heldBy(event).title).toBe(edited)
    await expectOnce(event)
  })

  it('E47 the cursor is refused: everything is read anew, and nothing is asked or written again', async () => {
    const { emulator, coach } = world
    const before = await readBooks(desk)
    const writes = emulator.log.filter(({ method }) => method === 'PATCH').length
    emulator.google.expireSyncTokens(coach.calendarId)
    const from = emulator.log.length
    await stop()
    const lists = () => {
      const own = `/${encodeURIComponent(coach.calendarId)}/events`
      return emulator.log.slice(from).filter(({ method, path }) => method === 'GET' && path.endsWith(own))
    }
    await readCalendars(desk)
    expect(lists().map(({ status }) => status)).toEqual([410, 200])
    expect(lists().at(-1)?.query.syncToken).toBeUndefined()
    const after = await readBooks(desk)
    for (const table of ['answers', 'ledger', 'queue', 'outbox'] as const)
      expect(after[table]).toEqual(before[table])
    expect(after.sessions.map(({ key, askedAt, open }) => ({ key, askedAt, open }))).toEqual(
      before.sessions.map(({ key, askedAt, open }) => ({ key, askedAt, open })),
    )
    expect(emulator.log.filter(({ method }) => method === 'PATCH')).toHaveLength(writes)
    expect(await prompts()).toEqual([])
  })

  it('E34 a note half typed outlives its window and the worker', async () => {
    const { event, card } = await asked()
    await press(card, 'Yes, add notes')
    const area = await card.waitForSelector('textarea', { visible: true })
    const typed = 'She wants to say no to the Lisb'
    await area?.type(typed)
    // A page that is killed loses what was typed within the last quarter of a second, and nothing else.
    const kept = async () => {
      const { drafts, notes } = await readBooks(desk)
      return JSON.stringify([drafts, notes]).includes(typed)
    }
    await until(kept, 'the keys to be kept')
    await card.close()
    await stop()
    // The worker may not have heard the page's last word: whoever opens the card goes on where the typing ended.
    const again = await openCard(world, event, 'notes')
    await again.waitForFunction(
      (typed) => document.querySelector('textarea')?.value === typed,
      { polling: 100, timeout: 10_000 },
      typed,
    )
    await again.close()
    // Nobody pressed "Done": at the latest the next round makes it the note.
    await readCalendars(desk)
    expect((await readBooks(desk)).notes.map(({ text }) => text)).toContain(typed)
    await written(event)
    await expectOnce(event)
  })
})

describe.each(browsers.filter((name) => name === 'firefox'))('the event page of %s, stopped', () => {
  beforeAll(() => begin('firefox'))
  afterAll(end)

  it('between pull, ask, answer and push: one question, one answer, one entry, one annotation', coreCase)
})
