import { DAY, isKnownZone, zoned } from '../../core/time.ts'

/**
 * Windows' names of the zones where coaches are likely to be, and the IANA zone each stands for (CLDR `windowsZones`, territory 001);
 * ` Standard Time` at the end of a name is left out. An event in another one is as exactly read, and shown in its calendar's zone.
 */
const WINDOWS: Readonly<Record<string, string>> = Object.fromEntries(
  `UTC UTC|Hawaiian Pacific/Honolulu|Alaskan America/Anchorage|Pacific America/Los_Angeles
  US Mountain America/Phoenix|Mountain America/Denver|Central America America/Guatemala
  Central America/Chicago|Central Standard Time (Mexico) America/Mexico_City|Canada Central America/Regina
  SA Pacific America/Bogota|Eastern Standard Time (Mexico) America/Cancun|Eastern America/New_York
  Atlantic America/Halifax|Venezuela America/Caracas|SA Western America/La_Paz|Pacific SA America/Santiago
  Newfoundland America/St_Johns|E. South America America/Sao_Paulo|Argentina America/Argentina/Buenos_Aires
  Azores Atlantic/Azores|GMT Europe/London|Morocco Africa/Casablanca|W. Europe Europe/Berlin
  Central Europe Europe/Budapest|Romance Europe/Paris|Central European Europe/Warsaw
  W. Central Africa Africa/Lagos|GTB Europe/Bucharest|Middle East Asia/Beirut|Egypt Africa/Cairo
  South Africa Africa/Johannesburg|FLE Europe/Kiev|Israel Asia/Jerusalem|Arabic Asia/Baghdad
  Turkey Europe/Istanbul|Arab Asia/Riyadh|Russian Europe/Moscow|E. Africa Africa/Nairobi|Iran Asia/Tehran
  Arabian Asia/Dubai|West Asia Asia/Tashkent|Pakistan Asia/Karachi|India Asia/Kolkata|Nepal Asia/Kathmandu
  Bangladesh Asia/Dhaka|SE Asia Asia/Bangkok|China Asia/Shanghai|Singapore Asia/Singapore
  W. Australia Australia/Perth|Taipei Asia/Taipei|Tokyo Asia/Tokyo|Korea Asia/Seoul
  Cen. Australia Australia/Adelaide|AUS Central Australia/Darwin|E. Australia Australia/Brisbane
  AUS Eastern Australia/Sydney|Tasmania Australia/Hobart|New Zealand Pacific/Auckland`
    .split(/[|\n]/)
    .map((entry) => {
      const at = entry.trim().lastIndexOf(' ')
      return [entry.trim().slice(0, at), entry.trim().slice(at + 1)] as const
    }),
)

const SUFFIX = / Standard Time$/

/** More zones than the world has; beyond it somebody is making names up. */
const MOST_ZONES = 1000

/** Remembers what `look` found, because asking the runtime about a zone costs more than all the rest of an event. */
const remembered = <T>(look: (name: string) => T): ((name: string) => T) => {
  const known = new Map<string, T>()
  return (name) => {
    if (known.has(name)) return known.get(name) as T
    const found = look(name)
    if (known.size < MOST_ZONES) known.set(name, found)
    return found
  }
}

/** The IANA zone that Outlook means by a name, Windows' or IANA's; null for one that is neither. */
export const ianaOf = remembered((name: string): string | null => {
  const short = name.replace(SUFFIX, '')
  if (Object.hasOwn(WINDOWS, short)) return WINDOWS[short] ?? null
  if (name === 'tzone://Microsoft/Utc') return 'UTC'
  return isKnownZone(name) ? name : null
})

/** The offsets of a zone through a year, week by week, as one text: what makes two zones' clocks the same. */
const clockOf = remembered((zone: string): string => {
  const first = Date.UTC(2026, 0, 4)
  return Array.from({ length: 52 }, (_, week) => zoned(first + week * 7 * DAY, zone).offset).join()
})

/** True when clocks in both zones always show the same. */
const isAlike = (a: string, b: string): boolean => a === b || clockOf(a) === clockOf(b)

/**
 * The zone of an event by Outlook's name for it. Where the calendar's own zone keeps the same time it is called by that: one Windows
 * name stands for Paris and Madrid. Without a name, or with one that nobody knows, it is the calendar's.
 */
export const zoneOf = (name: unknown, calendarZone: string): string => {
  const zone = typeof name === 'string' ? ianaOf(name) : null
  return zone === null || isAlike(zone, calendarZone) ? calendarZone : zone
}

/** Outlook's name for an IANA zone: Windows' for one that keeps the same time, or null where there is none. */
export const windowsOf = remembered((zone: string): string | null => {
  const entries = Object.entries(WINDOWS)
  const found = entries.find(([, iana]) => iana === zone) ?? entries.find(([, iana]) => isAlike(iana, zone))
  if (found === undefined) return null
  const [name] = found
  return name === 'UTC' || name.includes('(') ? name : `${name} Standard Time`
})
