import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedCoach } from '../emulator/coach.ts'
import { createEmulator } from '../emulator/emulator.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { startServers } from '../emulator/serve.ts'
import { launch } from './harness/browser.ts'
import { eveningZone } from './harness/evening.ts'
import type { World } from './harness/world.ts'
import { readBooks, written } from './steps/books.ts'
import { confirm, notNow, sayWhy, sayYes } from './steps/card.ts'
import { allowWriting, openDashboard, readCalendars, setGrace } from './steps/dashboard.ts'
import { press, see, until } from './steps/hands.ts'
import { answered, inCalendar, keyOf, letEnd, ofSession, openCard } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** A browser of the coach's, and its Settings page. */
type Seat = { readonly world: World; readonly desk: Page }

/** Two browsers of one coach over one calendar. */
const startBoth = async (): Promise<{ readonly seats: readonly [Seat, Seat]; close(): Promise<void> }> => {
  const emulator = createEmulator({ now: Date.now })
  const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
  const coach = seedCoach(emulator, { zone, bare: true, sessions })
  const servers = await startServers({ emulator })
  const sit = async (name: 'chromium' | 'firefox'): Promise<Seat> => {
    const driver = await launch(name, { servers, hosts: emulator.hosts, headless: true })
    const world: World = { driver, emulator, coach, close: driver.close }
    const welcome = await setUpGoogle(driver, [
      { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await welcome.close()
    const desk = await openDashboard(driver, 'settings')
    await setGrace(desk, 30)
    return { world, desk }
  }
  const seats = [await sit('chromium'), await sit('firefox')] as const
  return {
    seats,
    close: async () => {
      for (const { world } of seats) await world.close()
      await servers.close()
    },
  }
}

/** The first write of a browser explains itself on the card. */
const agree = async ({ desk }: Seat, card: Page): Promise<void> => {
  await press(card, 'Show them in Google Calendar')
  await press(card, 'Not now')
  await card.close()
  await desk.bringToFront()
}

const outcomeAt = async ({ desk }: Seat, event: Sent) =>
  ofSession(await readBooks(desk), event).session?.participants[0]?.outcome ?? null

describe('Chromium and Firefox of one coach, one calendar', () => {
  let both: Awaited<ReturnType<typeof startBoth>>
  let event: Sent

  beforeAll(async () => {
    both = await startBoth()
  })
  afterAll(async () => {
    const violations = both?.seats[0].world.emulator.violations
    await both?.close()
    expect(violations).toEqual([])
  })

  it('E35 what was answered in one is known in the other, and not asked again', async () => {
    const [chromium, firefox] = both.seats
    event = await letEnd(chromium.world, zone, { client: 'lee' })
    const card = await openCard(chromium.world, event)
    await sayYes(card)
    await agree(chromium, card)
    await allowWriting(chromium.world.driver, chromium.desk)
    await until(
      async () => inCalendar(chromium.world, event).marks.heads.size === 1,
      'the answer to be written',
    )

    await readCalendars(firefox.desk)
    const here = await outcomeAt(chromium, event)
    await until(
      async () => (await outcomeAt(firefox, event))?.answerId === here?.answerId,
      'the answer to arrive',
    )
    const { session } = ofSession(await readBooks(firefox.desk), event)
    expect(session).toMatchObject({ standing: 'answered', open: 0, askedAt: null })
  })

  it('E36 answered differently while apart: both ask, and what is said then holds in both', async () => {
    const [chromium, firefox] = both.seats
    // Over already: each would read its calendar once more at the end (E35), and one would know of the other's answer.
    event = await letEnd(chromium.world, zone, { client: 'lee', inMs: -1_000 })
    await readCalendars(firefox.desk)
    await until(
      async () => (await readBooks(firefox.desk)).sessions.some(({ key }) => key === keyOf(event)),
      'the session to be read',
    )
    const there = await openCard(firefox.world, event)
    await see(there, 'Yes, it happened')
    const here = await openCard(chromium.world, event)
    await sayYes(here)
    await until(async () => inCalendar(chromium.world, event).marks.heads.size === 1, 'the first answer')
    await here.close()
    await sayWhy(there, 'Client had an emergency')
    await confirm(there)
    await notNow(there)
    await agree(firefox, there)
    // Google has the coach's consent since Chromium asked for it, so that here its window closes by itself.
    await press(firefox.desk, 'Allow writing outcomes')
    await written(firefox.desk, 'the second answer', answered(event, 'client-emergency'))
    await readCalendars(firefox.desk)

    await until(async () => (await outcomeAt(firefox, event))?.conflict === true, 'Firefox to know of both')
    await readCalendars(chromium.desk)
    await until(async () => (await outcomeAt(chromium, event))?.conflict === true, 'Chromium to know of both')
    for (const seat of both.seats) {
      expect(ofSession(await readBooks(seat.desk), event).session).toMatchObject({
        standing: 'open',
        open: 1,
      })
      // Until it is settled the answer that does not count is used.
      expect(await outcomeAt(seat, event)).toMatchObject({ code: 'client-emergency', counts: false })
    }

    const again = await openCard(chromium.world, event)
    await see(again, 'Two browsers say different things. What you say now holds.')
    await sayWhy(again, 'I missed the session')
    await confirm(again)
    await again.close()
    await until(
      async () => [...inCalendar(chromium.world, event).marks.heads.values()][0]?.length === 1,
      'one answer to stand',
    )
    await readCalendars(firefox.desk)
    for (const seat of both.seats)
      await until(
        async () => (await outcomeAt(seat, event))?.code === 'coach-missed',
        'the settled answer to hold in both',
      )
    const entries = await Promise.all(
      both.seats.map(async ({ desk }) => ofSession(await readBooks(desk), event).ledger),
    )
    expect(entries.map((ledger) => ledger.reduce((sum, { delta }) => sum + delta, 0))).toEqual([0, 0])
    for (const seat of both.seats)
      expect(ofSession(await readBooks(seat.desk), event).session).toMatchObject({
        standing: 'answered',
        open: 0,
      })
  })
})
