import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, overlaps } from '../../lib/core/time.ts'
import { clients } from '../emulator/coach-clients.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { type Service, type ServiceWorld, startIn } from './harness/service.ts'
import { browsers } from './harness/world.ts'
import { readBooks, written } from './steps/books.ts'
import { confirm, sayWhy } from './steps/card.ts'
import { agreeToAnnotations, goTo, openSession, readCalendars, setNumber } from './steps/dashboard.ts'
import { press, see } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { heldFor, missedAt, offeredFor, placeIn, placeOf, takenTimes, timeWords } from './steps/queue.ts'
import { finishWelcome, openWelcome } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const anHour = Math.floor(Date.now() / HOUR) * HOUR
/** Whose session did not take place, and when it would have begun. */
const missed = {
  lee: { name: 'Lee Park', email: 'lee.park@client.example', start: anHour - 4 * HOUR },
  sam: { name: 'Sam Ito', email: 'sam.ito@client.example', start: anHour - 6 * HOUR },
  ana: { name: 'Ana Ruiz', email: 'ana.ruiz@client.example', start: anHour - 2 * HOUR },
} as const
type Missed = (typeof missed)[keyof typeof missed]

const places = browsers.flatMap((browser) =>
  (['Google', 'Outlook'] as const).map((service) => ({ browser, service })),
)

describe.each(places)('sessions sent back in $browser, $service', ({ browser, service: name }) => {
  let world: ServiceWorld
  let service: Service
  let page: Page
  const wrong: string[] = []

  const look = async (what: string) => {
    if (name === 'Google') wrong.push(...(await portray(world.driver, page, what, sizes.dashboard)))
  }
  /** The event of a session that did not take place, as the calendar holds it now. */
  const original = async ({ start }: Missed) =>
    service.event(missedAt(await readBooks(page), start)?.copies[0]?.eventId ?? '')
  const sayMissed = async ({ start }: Missed) => {
    await goTo(page, 'Past')
    await openSession(page, start)
    await sayWhy(page, 'I missed the session')
    await confirm(page)
  }
  const readAgain = async () => {
    await goTo(page, 'Settings')
    await readCalendars(page)
    await goTo(page, 'Reschedule')
  }
  /** The make-up is a session of its client, both events name each other, and the queue is done with it. */
  const expectBooked = async (who: Missed, eventId: string, start: number) => {
    const books = await written(page, 'the make-up', (now) => placeIn(now, who.start)?.state === 'booked')
    const place = placeIn(books, who.start)
    const session = books.sessions.find(({ makeupOf }) => makeupOf === place?.id)
    expect(session).toMatchObject({ start, recognisedBy: 'makeup', standing: 'open' })
    expect(place?.makeupKey).toBe(session?.key)
    const makeup = service.event(eventId)
    expect(makeup).toMatchObject({ title: `Coaching: ${who.name}`, guests: [who.email], start })
    expect(makeup?.status).not.toBe('tentative')
    expect(makeup?.marks).toMatchObject({ makeupOf: place?.id, hold: null })
    expect((await original(who))?.marks.queue.get(place?.participant ?? '')).toBe(`booked:${session?.key}`)
    expect(service.of(who.email, start)).toMatchObject([{ title: `Coaching: ${who.name}`, written: {} }])
  }

  beforeAll(async () => {
    const sessions = (['lee', 'sam', 'ana'] as const).map((client) => ({
      client,
      start: missed[client].start,
      minutes: 50,
      title: `Coaching: ${clients[client].name}`,
    }))
    world = await startIn(browser, name, { zone, sessions })
    service = world.service
    page = await openWelcome(world.driver)
    await service.connect(world.driver, page)
    await finishWelcome(
      page,
      Object.values(missed).map((who) => ({ name: who.name, kind: 'paid' })),
    )
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
  })

  afterAll(() => endWorld(world))

  it('three free times of its own length are held, of which the client sees nothing', async () => {
    await openSession(page, missed.lee.start)
    await sayWhy(page, 'I had an emergency')
    await confirm(page)
    await press(page, 'Hold 3 times (nobody is told)')
    await press(page, 'Done')
    await agreeToAnnotations(world.driver, page, name)
    for (const slot of await heldFor(page, missed.lee.start, 3)) {
      expect(slot.end - slot.start).toBe(50 * MINUTE)
      expect(service.event(slot.eventId)).toMatchObject({
        title: 'Hold',
        status: 'tentative',
        private: true,
        guests: [],
        start: slot.start,
        end: slot.end,
      })
      expect(service.of(missed.lee.email, slot.start)).toEqual([])
    }
    expect((await placeOf(page, missed.lee.start))?.state).toBe('proposed')
    expect(service.mails()).toEqual([])
  })

  it('every one of them is free of everything else on the calendar', async () => {
    const slots = await offeredFor(page, missed.lee.start)
    const taken = await takenTimes(page)
    expect(taken.length).toBeGreaterThan(10)
    expect(slots.filter((slot) => taken.some((other) => overlaps(slot, other)))).toEqual([])
  })

  it('the one that the client chose is the make-up, linked both ways; the others are free again', async () => {
    const [first, chosen, last] = await offeredFor(page, missed.lee.start)
    if (!(first && chosen && last)) throw new Error('Three times were not held')
    await goTo(page, 'Reschedule')
    await press(page, await timeWords(page, chosen))
    await expectBooked(missed.lee, chosen.eventId, chosen.start)
    expect([service.event(first.eventId), service.event(last.eventId)]).toEqual([null, null])
    // Google adds a guest in silence; Outlook cannot, and the button said so.
    expect(service.mails()).toEqual(name === 'Google' ? [] : [[missed.lee.email, 'invitation']])
  })

  it('an invitation names who is mailed, and taken back in time mails nobody', async () => {
    const before = service.mails()
    await sayMissed(missed.sam)
    await see(page, `(mails ${missed.sam.email})`)
    await press(page, 'Not now')
    await goTo(page, 'Reschedule')
    await press(page, 'Find free times')
    await see(page, `(mails ${missed.sam.email})`)
    await look('reschedule-offer')
    await press(page, 'Invite Sam Ito to ')
    await see(page, 'not mailed yet')
    await press(page, 'Take it back (nobody was told)')
    await see(page, 'Find free times')
    await written(page, 'the withdrawal', (now) => placeIn(now, missed.sam.start)?.state === 'open')
    expect(service.mails()).toEqual(before)
    expect(service.annotated().filter(({ marks }) => marks.hold !== null)).toEqual([])
  })

  it('sent, it mails the one who was named; accepted, it is booked by one confirmation and mails nobody more', async () => {
    const before = service.mails()
    await goTo(page, 'Settings')
    await setNumber(page, 'Minutes before an invitation is mailed', 0)
    await goTo(page, 'Reschedule')
    await press(page, 'Find free times')
    await press(page, 'Invite Sam Ito to ')
    const [slot] = await heldFor(page, missed.sam.start, 1)
    if (!slot) throw new Error('Nobody was invited')
    const { name: who, email } = missed.sam
    const mailed = [...before, [email, 'invitation']]
    expect(service.mails()).toEqual(mailed)
    expect(service.event(slot.eventId)).toMatchObject({ title: `Coaching: ${who}`, guests: [email] })
    expect(service.of(email, slot.start)).toMatchObject([{ title: `Coaching: ${who}`, written: {} }])

    service.accept(email, slot.eventId)
    await readAgain()
    await see(page, `${who} accepted `)
    await press(page, `Write to ${who}`)
    await see(page, `Letter to ${who}`)
    await look('reschedule-accepted')
    await press(page, 'Close')
    await press(page, 'Book ')
    await expectBooked(missed.sam, slot.eventId, slot.start)
    expect(service.mails()).toEqual(mailed)
    await look('reschedule-booked')
  })

  it('stays one make-up each when their echo is pulled', async () => {
    await readAgain()
    const { sessions } = await readBooks(page)
    expect(sessions.filter(({ makeupOf }) => makeupOf !== null)).toHaveLength(2)
    expect((await placeOf(page, missed.lee.start))?.state).toBe('booked')
    expect((await placeOf(page, missed.sam.start))?.state).toBe('booked')
  })

  if (name === 'Outlook')
    it('the other time that a client asks for is booked by one confirmation, which mails it', async () => {
      const { name: who, email } = missed.ana
      await sayMissed(missed.ana)
      await press(page, 'Invite Ana Ruiz to ')
      await press(page, 'Done')
      const [slot] = await heldFor(page, missed.ana.start, 1)
      if (!slot) throw new Error('Nobody was invited')
      const before = service.mails()
      const taken = await takenTimes(page)
      const rather = Array.from({ length: 14 }, (_, day) => slot.start + (day + 1) * DAY).find(
        (start) => !taken.some((other) => overlaps({ start, end: start + HOUR }, other)),
      )
      if (rather === undefined) throw new Error('No day of two weeks is free at that time')
      service.askFor(email, slot.eventId, rather)
      await readAgain()
      await see(page, `${who} asks for `)
      await press(page, `(mails ${email} the new time)`)
      await expectBooked(missed.ana, slot.eventId, rather)
      expect(service.of(email, slot.start)).toEqual([])
      expect(service.mails()).toEqual([...before, [email, 'update']])
    })

  it('nothing of ours is left when the annotations are removed, and the books are kept', async () => {
    const before = await readBooks(page)
    expect(service.annotated()).not.toEqual([])
    await goTo(page, 'Settings')
    await press(page, 'Remove Afterward’s annotations')
    await press(page, 'Remove them')
    const { answers, ledger, queue, settings } = await written(
      page,
      'the removal',
      (now) => now.settings[0]?.value.annotations.consent === 'off',
    )
    expect(service.annotated()).toEqual([])
    expect(ledger).toEqual(before.ledger)
    expect(queue).toEqual(before.queue)
    expect(answers.map(({ id, inForce }) => [id, inForce])).toEqual(
      before.answers.map(({ id, inForce }) => [id, inForce]),
    )
    expect(settings[0]?.value.annotations.consent).toBe('off')
    expect(await original(missed.lee)).toMatchObject({
      title: 'Coaching: Lee Park',
      guests: [missed.lee.email],
    })
  })

  it('axe finds nothing on the way, and nothing sticks out at 320 px', () => {
    expect(wrong).toEqual([])
  })
})
