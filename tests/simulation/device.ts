import type { Schedule } from './schedule.ts'
import type { Trace } from './trace.ts'

type AlarmName = 'ask' | 'pull' | 'push'

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
  audible: boolean
  /** Asleep, alarms wait; they ring once at the waking. */
  isAsleep: boolean
  /** `storage.session`: kept while the browser runs. */
  readonly session: Map<string, unknown>
  /** The services' cookies by host; kept always. */
  readonly cookies: Map<string, string>
  /** Windows opened and notifications shown, oldest first. `at` by this machine's clock. */
  readonly shown: { readonly at: number; readonly keys: readonly string[] }[]
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
  const device: Device = {
    name,
    skewMs: 0,
    correctionMs: 0,
    zone: 'Europe/Madrid',
    isOnline: true,
    state: 'active',
    audible: false,
    isAsleep: false,
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
