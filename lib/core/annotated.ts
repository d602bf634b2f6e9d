import type { Calendar } from './event.ts'
import type { Settings } from './settings.ts'

type Annotations = Settings['annotations']
type OneCalendar = Pick<Calendar, 'key' | 'role'>

/** Owned calendars are on unless switched off; all others are off unless switched on (PRODUCT 7). */
export const isAnnotated = ({ key, role }: OneCalendar, { off, on }: Annotations): boolean =>
  !off.includes(key) && (role === 'owner' || on.includes(key))

/** The settings with one calendar switched, whatever its role was when it was switched before. */
export const withCalendar = (
  { consent, off, on }: Annotations,
  { key, role }: OneCalendar,
  wanted: boolean,
): Annotations => {
  const without = (keys: readonly string[]) => keys.filter((each) => each !== key)
  const isOwn = role === 'owner'
  return {
    consent,
    off: isOwn && !wanted ? [...without(off), key] : without(off),
    on: !isOwn && wanted ? [...without(on), key] : without(on),
  }
}
