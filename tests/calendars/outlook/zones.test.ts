import { describe, expect, it } from 'vitest'
import { ianaOf, windowsOf, zoneOf } from '../../../lib/calendars/outlook/zones.ts'
import { isKnownZone, zoned } from '../../../lib/core/time.ts'
import { ianaZone } from '../../emulator/outlook/zones.ts'

describe('Outlook’s names of zones', () => {
  it.each([
    ['UTC', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['GMT Standard Time', 'Europe/London'],
    ['Central Standard Time', 'America/Chicago'],
    ['Central Standard Time (Mexico)', 'America/Mexico_City'],
    ['E. South America Standard Time', 'America/Sao_Paulo'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['Nepal Standard Time', 'Asia/Kathmandu'],
    ['Europe/Madrid', 'Europe/Madrid'],
  ])('%s is %s', (name, zone) => {
    expect(ianaOf(name)).toBe(zone)
    expect(isKnownZone(zone)).toBe(true)
  })

  it.each([
    '',
    'Customized Time Zone',
    'tzone://Microsoft/Custom',
    'Moon Standard Time',
    'constructor',
    '(UTC+01:00) Madrid',
  ])('%j is nobody’s', (name) => {
    expect(ianaOf(name)).toBeNull()
    expect(zoneOf(name, 'America/Lima')).toBe('America/Lima')
  })

  it('a zone with the calendar’s clock is called as the calendar’s is', () => {
    expect(zoneOf('Romance Standard Time', 'Europe/Madrid')).toBe('Europe/Madrid')
    expect(zoneOf('GTB Standard Time', 'Europe/Madrid')).toBe('Europe/Bucharest')
    expect(zoneOf('Egypt Standard Time', 'Asia/Jerusalem')).toBe('Africa/Cairo')
    expect(zoneOf(null, 'Europe/Madrid')).toBe('Europe/Madrid')
  })

  it('every zone of the world has a name with the same clock, or none', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const named = zones.flatMap((zone) => {
      const name = windowsOf(zone)
      return name === null ? [] : [[zone, name] as const]
    })
    expect(named.length).toBeGreaterThan(zones.length * 0.85)
    for (const [zone, name] of named) expect([zone, zoneOf(name, zone)]).toEqual([zone, zone])
  })

  it('every name that is written is one that Outlook takes, and means the same time by', () => {
    const at = Date.UTC(2026, 5, 1)
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const name = windowsOf(zone) ?? 'UTC'
      const taken = ianaZone(name)
      const expected = name === 'UTC' ? 'UTC' : zone
      expect([name, taken && zoned(at, taken).offset]).toEqual([name, zoned(at, expected).offset])
    }
  })
})
