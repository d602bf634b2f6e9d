import { eveningZone } from '../e2e/harness/evening.ts'
import { startWorld, type World } from '../e2e/harness/world.ts'
import type { ClientEntry } from '../e2e/steps/welcome.ts'
import type { CoachOptions } from '../emulator/coach.ts'
import { calendars, type DemoCalendar } from './calendars.ts'
import type { DemoOptions } from './options.ts'

const MINUTE = 60_000

/** A client of the demo, and what the coach will say of the session. */
export type Part = { readonly name: string; readonly reason: string }

/** Everything the demo plays on and with. */
export type Stage = {
  readonly options: DemoOptions
  readonly calendar: DemoCalendar
  readonly world: World
  readonly zone: string
  /** Whose session counts as missed, and whose goes back for rescheduling. */
  readonly noShow: Part
  readonly emergency: Part
  /** When the last of the two sessions ends, epoch ms. */
  readonly endsAt: number
  readonly clients: readonly ClientEntry[]
}

const program = { sessions: 12, alreadyUsed: 4 } as const

/** Time for somebody to go through the welcome page before the first session ends, in ms. */
const lead = ({ headless }: DemoOptions): number => (headless ? 20_000 : 2 * MINUTE)

/**
 * Starts the emulated services with a coach's month in it, and a browser with the extension. Two sessions of two clients stand back to
 * back and end in a moment. The browser lives where it is evening now, so that the rest of the coach's day is over and holds no
 * question back (PRODUCT 4).
 */
export const setStage = async (options: DemoOptions): Promise<Stage> => {
  const started = Date.now()
  const zone = eveningZone(started)
  // Browsers take their zone from the environment.
  process.env.TZ = zone
  const firstEnd = Math.ceil((started + lead(options)) / MINUTE) * MINUTE
  const endsAt = firstEnd + MINUTE
  const coach: CoachOptions = {
    zone,
    sessions: [
      { client: 'lee', start: firstEnd - 60 * MINUTE, minutes: 60 },
      { client: 'dana', start: firstEnd, minutes: 1, title: 'Coaching check-in: Dana Reyes' },
    ],
  }
  const calendar = calendars[options.calendar]
  const world = await startWorld(options.browser, { headless: options.headless, coach })
  calendar.seed(world.emulator, coach)
  return {
    options,
    calendar,
    world,
    zone,
    noShow: { name: calendar.noShow, reason: 'Client did not show up' },
    emergency: { name: calendar.emergency, reason: 'Client had an emergency' },
    endsAt,
    clients: [
      { name: calendar.noShow, kind: 'paid', ...program },
      { name: calendar.emergency, kind: 'paid' },
    ],
  }
}
