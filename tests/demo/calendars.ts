import type { Page } from 'puppeteer-core'
import type { Driver } from '../e2e/harness/driver.ts'
import type { World } from '../e2e/harness/world.ts'
import {
  annotatedInGoogle,
  annotatedInOutlook,
  annotatedInPractice,
  type CalendarItem,
} from '../e2e/steps/calendar.ts'
import { connectGoogle, connectOutlook, connectPractice, type Look } from '../e2e/steps/welcome.ts'
import { COACH, type CoachOptions, seedOutlookCoach } from '../emulator/coach.ts'
import type { Emulator } from '../emulator/emulator.ts'

/** All that differs between the calendars on which the demo goes its one way. */
export type DemoCalendar = {
  /** Where the coach lives, in the demo's first line. */
  readonly place: string
  /** Who gives access to it; null where it lives on this machine and there is nobody to ask. */
  readonly service: 'Google' | 'Microsoft' | null
  /** What a person presses to connect it. */
  readonly connecting: string
  /** Whose session counts as missed, and whose goes back for rescheduling. */
  readonly noShow: string
  readonly emergency: string
  /** Puts the coach's life there, as far as the world has not done so. */
  readonly seed: (emulator: Emulator, coach: CoachOptions) => void
  readonly connect: (driver: Driver, page: Page, look: Look) => Promise<void>
  /** What it now holds of Afterward's, read from the calendar itself; `page` is any page of the extension. */
  readonly items: (world: World, page: Page) => Promise<readonly CalendarItem[]>
}

const asPlaced = { noShow: 'Dana Reyes', emergency: 'Lee Park' } as const

const signingIn = (button: string, whose: string): string =>
  `Press “${button}”. A sign-in window of the emulated ${whose} opens: press the button that allows it. Then “Continue”.`

export const calendars = {
  google: {
    place: 'on a Google calendar (emulated, at its real host names)',
    service: 'Google',
    connecting: signingIn('Connect Google', 'Google'),
    ...asPlaced,
    seed: () => undefined,
    connect: connectGoogle,
    items: async ({ emulator, coach }) => annotatedInGoogle(emulator, coach),
  },
  outlook: {
    place: 'on an Outlook calendar (emulated, at its real host names)',
    service: 'Microsoft',
    connecting: signingIn('Connect Outlook', 'Microsoft'),
    ...asPlaced,
    seed: seedOutlookCoach,
    connect: connectOutlook,
    items: async ({ emulator }) => annotatedInOutlook(emulator, COACH.email),
  },
  practice: {
    place: 'on its practice calendar, no account',
    service: null,
    connecting: 'Press “Try Practice”, then “Continue” through the welcome page.',
    noShow: 'Sam Ito',
    emergency: 'Dana Reyes',
    seed: () => undefined,
    connect: (_driver, page, look) => connectPractice(page, look),
    items: (_world, page) => annotatedInPractice(page),
  },
} as const satisfies Readonly<Record<string, DemoCalendar>>
