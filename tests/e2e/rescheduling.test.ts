import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfferedSlot } from '../../lib/core/proposal.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { annotatedInGoogle, fromGoogle } from './steps/calendar.ts'
import { confirm, sayWhy } from './steps/card.ts'
import { agreeToAnnotations, goTo, openSession, readCalendars } from './steps/dashboard.ts'
import { press, see, until } from './steps/hands.ts'
import { keyOf } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const HOUR = 3_600_000

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('a session sent back in %s', (browser) => {
  let world: World
  let page: Page
  let missed: Sent
  let slots: readonly OfferedSlot[]
  /** `sessionKey#participant` of what is rescheduled. */
  let queueId = ''
  const start = Math.floor(Date.now() / HOUR) * HOUR - 4 * HOUR

  const inCalendar = (id: string) => {
    const { email } = world.coach
    const event = world.emulator.google.event(email, email, id)
    return event && fromGoogle(event)
  }
  const written = () =>
    until(async () => (await readBooks(page)).outbox.length === 0, 'an empty outbox', 30_000)
  const timeOf = ({ start, end }: OfferedSlot) =>
    page.evaluate(
      (from, to) => {
        const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' })
        const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
        return `${day.format(from)}, ${time.formatRange(from, to)}`
      },
      start,
      end,
    )

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start, minutes: 50 }] as const
    world = await startWorld(browser, { coach: { zone, sessions } })
    const event = world.coach.sessions[0]
    if (!event) throw new Error('The session was not placed')
    missed = event
    page = await setUpGoogle(world.driver, [{ name: 'Lee Park', kind: 'paid' }])
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
  })

  afterAll(async () => {
    const problems = await world?.driver.problems()
    const violations = world?.emulator.violations
    await world?.close()
    expect(problems).toEqual([])
    expect(violations).toEqual([])
  })

  it('is offered three free times of its own length, and they are held', async () => {
    await openSession(page, start)
    await sayWhy(page, 'I had an emergency')
    await confirm(page)
    await press(page, 'Hold 3 times (nobody is told)')
    await press(page, 'Done')
    await agreeToAnnotations(world.driver, page)
    await written()
    const { proposals, queue } = await readBooks(page)
    slots = proposals[0]?.slots ?? []
    queueId = queue[0]?.id ?? ''
    expect(queue.map(({ sessionKey, state }) => [sessionKey, state])).toEqual([[keyOf(missed), 'proposed']])
    expect(slots.map(({ state }) => state)).toEqual(['held', 'held', 'held'])
    for (const slot of slots) {
      expect(slot.end - slot.start).toBe(50 * 60_000)
      expect(inCalendar(slot.eventId)).toMatchObject({ title: 'Hold', status: 'tentative', guests: [] })
    }
  })

  it('keeps every time free of everything else on the calendar', async () => {
    const { events } = await readBooks(page)
    const others = events.filter(({ busy, allDay, status }) => busy && !allDay && status === 'confirmed')
    const clashes = slots.flatMap((slot) =>
      others.filter(({ startMs, endMs }) => startMs < slot.end && slot.start < endMs),
    )
    expect(others.length).toBeGreaterThan(10)
    expect(clashes.map(({ title }) => title)).toEqual([])
  })

  it('has its make-up at the time that the client chose, linked both ways; the others are free again', async () => {
    const [first, chosen, last] = slots
    if (!(first && chosen && last)) throw new Error('Three times were not held')
    await goTo(page, 'Reschedule')
    await press(page, await timeOf(chosen))
    await see(page, 'Now ')
    await written()

    const makeup = inCalendar(chosen.eventId)
    expect(makeup).toMatchObject({
      title: 'Coaching: Lee Park',
      status: 'confirmed',
      guests: ['lee.park@client.example'],
      start: chosen.start,
      end: chosen.end,
    })
    expect(makeup?.marks.makeupOf).toBe(queueId)
    expect(makeup?.marks.hold).toBeNull()
    expect([inCalendar(first.eventId)?.status, inCalendar(last.eventId)?.status]).toEqual([
      'cancelled',
      'cancelled',
    ])

    const { queue, sessions } = await readBooks(page)
    const session = sessions.find(({ makeupOf }) => makeupOf === queueId)
    expect(session).toMatchObject({ start: chosen.start, recognisedBy: 'makeup', standing: 'open' })
    expect(queue.map(({ state, makeupKey }) => ({ state, makeupKey }))).toEqual([
      { state: 'booked', makeupKey: session?.key },
    ])
    const participant = queueId.split('#').at(-1) ?? ''
    expect(inCalendar(missed.id)?.marks.queue.get(participant)).toBe(`booked:${session?.key}`)
    expect(world.emulator.google.mails).toEqual([])
  })

  it('stays one make-up when its echo is pulled', async () => {
    await goTo(page, 'Settings')
    await readCalendars(page)
    const { sessions, queue } = await readBooks(page)
    expect(sessions.filter(({ makeupOf }) => makeupOf !== null)).toHaveLength(1)
    expect(queue.map(({ state }) => state)).toEqual(['booked'])
  })

  it('leaves nothing of ours in the calendar when the annotations are removed, and keeps the books', async () => {
    const before = await readBooks(page)
    expect(annotatedInGoogle(world.emulator, world.coach).length).toBeGreaterThan(0)
    await press(page, 'Remove Afterward’s annotations')
    await press(page, 'Remove them')
    await until(
      () => annotatedInGoogle(world.emulator, world.coach).length === 0,
      'the annotations to be gone',
      30_000,
    )
    await written()
    const { answers, ledger, queue, settings } = await readBooks(page)
    expect(ledger).toEqual(before.ledger)
    expect(queue).toEqual(before.queue)
    expect(answers.map(({ id, inForce }) => [id, inForce])).toEqual(
      before.answers.map(({ id, inForce }) => [id, inForce]),
    )
    expect(settings[0]?.value.annotations.consent).toBe('off')
    const { title, guests } = inCalendar(missed.id) ?? {}
    expect({ title, guests }).toEqual({ title: missed.summary, guests: ['lee.park@client.example'] })
  })
})
