/** Windows' names of zones, as Outlook tells them, with the IANA zone each stands for (CLDR `windowsZones`, territory 001); an excerpt. */
const WINDOWS: Readonly<Record<string, string>> = {
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Arabian Standard Time': 'Asia/Dubai',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Standard Time': 'America/Chicago',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'China Standard Time': 'Asia/Shanghai',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Eastern Standard Time': 'America/New_York',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'India Standard Time': 'Asia/Calcutta',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Mountain Standard Time': 'America/Denver',
  'Nepal Standard Time': 'Asia/Katmandu',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Romance Standard Time': 'Europe/Paris',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'US Mountain Standard Time': 'America/Phoenix',
  'W. Europe Standard Time': 'Europe/Berlin',
}

/** IANA zones that share a Windows name with another. */
const ALSO: Readonly<Record<string, string>> = {
  'Europe/Madrid': 'Romance Standard Time',
  'Europe/Brussels': 'Romance Standard Time',
  'Europe/Rome': 'W. Europe Standard Time',
  'Europe/Amsterdam': 'W. Europe Standard Time',
  'Asia/Kolkata': 'India Standard Time',
  'Asia/Kathmandu': 'Nepal Standard Time',
  'America/Argentina/Buenos_Aires': 'Argentina Standard Time',
}

const isIana = (name: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** The IANA zone of a name, Windows' or IANA's; null for a name Graph does not take. */
export const ianaZone = (name: string): string | null => {
  if (name === 'UTC' || name === 'Etc/GMT' || name === 'Etc/UTC') return 'UTC'
  return WINDOWS[name] ?? (isIana(name) ? name : null)
}

/** What Outlook calls an IANA zone; the name itself where Windows has none here. */
export const windowsZone = (iana: string): string =>
  ALSO[iana] ?? Object.keys(WINDOWS).find((name) => WINDOWS[name] === iana) ?? iana
