import { DAY, isKnownZone, zoned } from '../../core/time.ts'

/**
 * Windows' names of zones and the IANA zone each stands for (CLDR `windowsZones`, territory 001); ` Standard Time` at the end of a name
 * is left out.
 */
const WINDOWS: Readonly<Record<string, string>> = Object.fromEntries(
  `UTC UTC|Dateline Etc/GMT+12|UTC-11 Etc/GMT+11|Aleutian America/Adak|Hawaiian Pacific/Honolulu|Marquesas Pacific/Marquesas
  Alaskan America/Anchorage|UTC-09 Etc/GMT+9|Pacific Standard Time (Mexico) America/Tijuana|UTC-08 Etc/GMT+8|Pacific America/Los_Angeles
  US Mountain America/Phoenix|Mountain Standard Time (Mexico) America/Mazatlan|Mountain America/Denver|Yukon America/Whitehorse
  Central America America/Guatemala|Central America/Chicago|Easter Island Pacific/Easter|Central Standard Time (Mexico) America/Mexico_City
  Canada Central America/Regina|SA Pacific America/Bogota|Eastern Standard Time (Mexico) America/Cancun|Eastern America/New_York
  Haiti America/Port-au-Prince|Cuba America/Havana|US Eastern America/Indianapolis|Turks And Caicos America/Grand_Turk
  Paraguay America/Asuncion|Atlantic America/Halifax|Venezuela America/Caracas|Central Brazilian America/Cuiaba
  SA Western America/La_Paz|Pacific SA America/Santiago|Newfoundland America/St_Johns|Tocantins America/Araguaina
  E. South America America/Sao_Paulo|SA Eastern America/Cayenne|Argentina America/Argentina/Buenos_Aires|Greenland America/Godthab
  Montevideo America/Montevideo|Magallanes America/Punta_Arenas|Saint Pierre America/Miquelon|Bahia America/Bahia|UTC-02 Etc/GMT+2
  Azores Atlantic/Azores|Cape Verde Atlantic/Cape_Verde|GMT Europe/London|Greenwich Atlantic/Reykjavik|Sao Tome Africa/Sao_Tome
  Morocco Africa/Casablanca|W. Europe Europe/Berlin|Central Europe Europe/Budapest|Romance Europe/Paris|Central European Europe/Warsaw
  W. Central Africa Africa/Lagos|Jordan Asia/Amman|GTB Europe/Bucharest|Middle East Asia/Beirut|Egypt Africa/Cairo|E. Europe Europe/Chisinau
  Syria Asia/Damascus|West Bank Asia/Hebron|South Africa Africa/Johannesburg|FLE Europe/Kiev|Israel Asia/Jerusalem
  South Sudan Africa/Juba|Kaliningrad Europe/Kaliningrad|Sudan Africa/Khartoum|Libya Africa/Tripoli|Namibia Africa/Windhoek
  Arabic Asia/Baghdad|Turkey Europe/Istanbul|Arab Asia/Riyadh|Belarus Europe/Minsk|Russian Europe/Moscow|E. Africa Africa/Nairobi
  Volgograd Europe/Volgograd|Iran Asia/Tehran|Arabian Asia/Dubai|Astrakhan Europe/Astrakhan|Azerbaijan Asia/Baku
  Russia Time Zone 3 Europe/Samara|Mauritius Indian/Mauritius|Saratov Europe/Saratov|Georgian Asia/Tbilisi|Caucasus Asia/Yerevan
  Afghanistan Asia/Kabul|West Asia Asia/Tashkent|Ekaterinburg Asia/Yekaterinburg|Pakistan Asia/Karachi|Qyzylorda Asia/Qyzylorda
  India Asia/Kolkata|Sri Lanka Asia/Colombo|Nepal Asia/Kathmandu|Central Asia Asia/Bishkek|Bangladesh Asia/Dhaka|Omsk Asia/Omsk
  Myanmar Asia/Yangon|SE Asia Asia/Bangkok|Altai Asia/Barnaul|W. Mongolia Asia/Hovd|North Asia Asia/Krasnoyarsk
  N. Central Asia Asia/Novosibirsk|Tomsk Asia/Tomsk|China Asia/Shanghai|North Asia East Asia/Irkutsk|Singapore Asia/Singapore
  W. Australia Australia/Perth|Taipei Asia/Taipei|Ulaanbaatar Asia/Ulaanbaatar|Aus Central W. Australia/Eucla|Transbaikal Asia/Chita
  Tokyo Asia/Tokyo|North Korea Asia/Pyongyang|Korea Asia/Seoul|Yakutsk Asia/Yakutsk|Cen. Australia Australia/Adelaide
  AUS Central Australia/Darwin|E. Australia Australia/Brisbane|AUS Eastern Australia/Sydney|West Pacific Pacific/Port_Moresby
  Tasmania Australia/Hobart|Vladivostok Asia/Vladivostok|Lord Howe Australia/Lord_Howe|Bougainville Pacific/Bougainville
  Russia Time Zone 10 Asia/Srednekolymsk|Magadan Asia/Magadan|Norfolk Pacific/Norfolk|Sakhalin Asia/Sakhalin
  Central Pacific Pacific/Guadalcanal|Russia Time Zone 11 Asia/Kamchatka|New Zealand Pacific/Auckland|UTC+12 Etc/GMT-12
  Fiji Pacific/Fiji|Chatham Islands Pacific/Chatham|UTC+13 Etc/GMT-13|Tonga Pacific/Tongatapu|Samoa Pacific/Apia
  Line Islands Pacific/Kiritimati`
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
  return name.startsWith('UTC') || name.includes('(') || /^Russia Time Zone/.test(name)
    ? name
    : `${name} Standard Time`
})
