import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../browsers.ts'
import { type CoachOptions, seedOutlookCoach } from '../../emulator/coach.ts'
import {
  annotatedInGoogle,
  annotatedInOutlook,
  type CalendarItem,
  fromGoogle,
  fromOutlook,
} from '../steps/calendar.ts'
import { connectGoogle, connectOutlook } from '../steps/welcome.ts'
import type { Driver } from './driver.ts'
import { startWorld, type World } from './world.ts'

/** A calendar service as somebody sees it who looks into it, and what a guest does there: the same words for both. */
export type Service = {
  readonly name: 'Google' | 'Outlook'
  connect(driver: Driver, page: Page): Promise<void>
  /** The coach's event, or null where there is none (any more). */
  event(id: string): CalendarItem | null
  /** What lives on the coach's calendar and carries anything of ours. */
  annotated(): readonly CalendarItem[]
  /** What lives on a guest's own calendar at this instant (epoch ms). */
  of(guest: string, start: number): readonly CalendarItem[]
  /** Everybody whom the service mailed, and why, oldest first. */
  mails(): readonly (readonly [to: string, kind: string])[]
  accept(guest: string, id: string): void
  /** "Rather at this time" (epoch ms): Graph alone has it. */
  askFor(guest: string, id: string, start: number): void
}

export type ServiceWorld = World & { readonly service: Service }

const google = ({ emulator, coach }: World): Service => ({
  name: 'Google',
  connect: connectGoogle,
  event: (id) => {
    const event = emulator.google.event(coach.email, coach.email, id)
    return event && event.status !== 'cancelled' ? fromGoogle(event) : null
  },
  annotated: () => annotatedInGoogle(emulator, coach),
  of: (guest, start) =>
    emulator.google
      .events(guest, guest)
      .filter(({ status }) => status !== 'cancelled')
      .map(fromGoogle)
      .filter((item) => item.start === start),
  mails: () => emulator.google.mails.map(({ to, kind }) => [to, kind]),
  accept: (guest, id) => {
    emulator.google.actAs(guest).respond(id, 'accepted')
  },
  askFor: () => {
    throw new Error('Google has no way to ask for another time')
  },
})

const outlook = ({ emulator, coach }: World): Service => ({
  name: 'Outlook',
  connect: connectOutlook,
  event: (id) => {
    const event = emulator.outlook.event(id)
    return event && fromOutlook(event)
  },
  annotated: () => annotatedInOutlook(emulator, coach.email),
  of: (guest, start) =>
    emulator.outlook
      .events(guest, 'default')
      .map(fromOutlook)
      .filter((item) => item.start === start),
  mails: () => emulator.outlook.mails.map(({ to, kind }) => [to, kind]),
  accept: (guest, id) => emulator.outlook.actAs(guest).accept(id),
  askFor: (guest, id, start) => emulator.outlook.actAs(guest).propose(id, start),
})

/** A coach's world in which their life is told in this service. `close` it in `afterAll`. */
export const startIn = async (
  browser: BrowserName,
  name: Service['name'],
  life: CoachOptions,
): Promise<ServiceWorld> => {
  if (name === 'Google') {
    const world = await startWorld(browser, { coach: life })
    return { ...world, service: google(world) }
  }
  const world = await startWorld(browser, { coach: { ...life, bare: true, sessions: [] } })
  seedOutlookCoach(world.emulator, life)
  return { ...world, service: outlook(world) }
}
