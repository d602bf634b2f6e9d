import type { Schedule } from './schedule.ts'
import type { Trace } from './trace.ts'

type AlarmName = 'ask' | 'pull' | 'push'

/** A window or notification, and what the browser knew and could see just then. */
export type Shown = {
  /** By this machine's clock, epoch ms. */
  readonly at: number
  readonly keys: readonly string[]
  /** When each of its sessions ends, as stored. */
  readonly ends: ReadonlyMap<string, number>
  readonly isLocked: boolean
  /** What the coach was busy with, as stored; null: with nothing. */
  readonly busyWith: string | null
}

/** The machine and the browser around the background: what is there when the background is not. */
export type Device = {
  readonly name: string
  /** What its clock adds to the true time, ms. */
  skewMs: number
  /** What Afterward adds to that, having heard the services' clocks, ms. Kept through restarts. */
  correctionMs: number
  zone: string
  isOnline: boolean
  state: 'active' | 'idle' | 'locked'
  /** True when it has been locked since before this very instant: whoever looks now cannot miss it. */
  readonly isLocked: boolean
  audible: boolean
  /** Asleep, alarms wait; they ring once at the waking. */
  isAsleep: boolean
  /** When it last woke, epoch ms in truth. */
  readonly wokeAt: number
  /** What its clock says, as Afterward corrects it, epoch ms. */
  clock(): number
  /** Beginnings of offered times that the coach had put on the calendar at once, by trying their write again. */
  readonly hurried: Set<number>
  /** When a background was killed here, by that clock: what it was about to show was never seen. */
  readonly cutShort: Set<number>
  /** `storage.session`: kept while the browser runs. */
  readonly session: Map<string, unknown>
  /** The services' cookies by host; kept always. */
  readonly cookies: Map<string, string>
  /** Windows opened and notifications shown, oldest first. */
  readonly shown: Shown[]
  badge: number | null
  setAlarm(name: AlarmName, at: number | null): void
  /** The machine wakes up, and whatever is overdue rings. */
  awake(): void
  /** The browser ended: alarms and session are gone. */
  forget(): void
}

/** Browsers keep no alarm to less than this (API D). */
const LEAST_ALARM = 30_000

/** A machine with a browser. `ring`: an alarm wakes the background. */
export const createDevice = (
  name: string,
  { schedule, trace }: { readonly schedule: Schedule; readonly trace: Trace },
  ring: () => void,
): Device => {
  const alarms = new Map<AlarmName, () => void>()
  let overdue = false
  let state: Device['state'] = 'active'
  let since = 0
  let wokeAt = schedule.now()
  const device: Device = {
    name,
    skewMs: 0,
    correctionMs: 0,
    zone: 'Europe/Madrid',
    isOnline: true,
    get state() {
      return state
    },
    set state(next) {
      if (next !== state) since = schedule.now()
      state = next
    },
    get isLocked() {
      return state === 'locked' && since < schedule.now()
    },
    audible: false,
    isAsleep: false,
    get wokeAt() {
      return wokeAt
    },
    clock: () => schedule.now() + device.skewMs + device.correctionMs,
    hurried: new Set(),
    cutShort: new Set(),
    session: new Map(),
    cookies: new Map(),
    shown: [],
    badge: null,
    setAlarm: (alarm, at) => {
      alarms.get(alarm)?.()
      alarms.delete(alarm)
      if (at === null) return
      const due = Math.max(at - device.skewMs - device.correctionMs, schedule.now() + LEAST_ALARM)
      const fire = (): void => {
        alarms.delete(alarm)
        if (device.isAsleep) overdue = true
        else ring()
      }
      alarms.set(alarm, schedule.at(due, fire, 'world'))
    },
    awake: () => {
      if (!device.isAsleep) return
      device.isAsleep = false
      wokeAt = schedule.now()
      trace.say(name, 'the machine wakes up')
      if (overdue) ring()
      overdue = false
    },
    forget: () => {
      for (const cancel of alarms.values()) cancel()
      alarms.clear()
      overdue = false
      device.session.clear()
    },
  }
  return device
}
