import type { Browser } from '../browser.ts'
import type { Shown } from '../device.ts'
import { HOUR, MINUTE } from '../steps/step.ts'
import type { World } from '../world.ts'

const GRACE = 5 * MINUTE
const ZONES = ['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']

/** True when somewhere the coach may have been it was 18:00, the time of the round-up, between these instants. */
const hadRoundUp = (from: number, to: number): boolean =>
  ZONES.some((zone) => {
    const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
    const today = start.withPlainTime('18:00')
    const next = today.epochMilliseconds > from ? today : today.add({ days: 1 })
    return next.epochMilliseconds <= to
  })

/**
 * Looks at each window as it was opened: never before the end and its grace, never behind a locked screen, never during an event or right
 * before one, never twice but for a snooze or the round-up. That one opens at all is looked at once everything is at rest (`owed.ts`).
 */
export const createAskWatch = (world: World) => {
  const { report, book } = world
  const lastAsked = new Map<string, number>()
  const read = new Map<string, number>()

  const forget = (name: string): void => {
    for (const slot of lastAsked.keys()) if (slot.startsWith(`${name} `)) lastAsked.delete(slot)
  }

  /** PRODUCT 4: due at the end and five minutes, held while the machine is locked, and while another event runs or is about to. */
  const judgeTime = (name: string, { at, ends, isLocked, busyWith }: Shown): void => {
    for (const [key, end] of ends)
      if (at < end + GRACE)
        report(
          'after-the-end',
          `${name} asked about ${key} ${Math.round((end - at) / MINUTE)} min before its end`,
        )
    if (isLocked) report('while-there', `${name} asked behind a locked screen`)
    if (busyWith !== null) report('while-free', `${name} asked while the coach was busy with "${busyWith}"`)
  }

  const judge = ({ name, disk }: Browser, key: string, at: number): void => {
    const session = disk.rows('sessions').find((each) => each.key === key)
    const slot = `${name} ${key}`
    const before = lastAsked.get(slot)
    lastAsked.set(slot, at)
    if (session === undefined) return
    if (before === undefined) return
    const snoozed = book.putOff.some(
      (put) => put.browser === name && put.sessionKey === key && put.until > before && put.until <= at,
    )
    if (!snoozed && !(at - before >= HOUR && hadRoundUp(before, at)))
      report('one-window', `${name} asked about ${key} again after ${Math.round((at - before) / MINUTE)} min`)
  }

  return (browser: Browser): void => {
    const { shown } = browser.device
    for (const [index, window] of shown.entries()) {
      if (index < (read.get(browser.name) ?? 0)) continue
      const { at, keys } = window
      judgeTime(browser.name, window)
      // A backup knows nothing of what was asked after it was made.
      if (book.renewed.get(browser.name)?.has(index)) forget(browser.name)
      for (const key of keys) judge(browser, key, at)
    }
    read.set(browser.name, shown.length)
  }
}
