/** "Central European Time" at an instant; what has no such name, as "GMT-05:00" or in full. */
const nameOf = (timeZone: string, locale: string, at: number): string => {
  const written = (timeZoneName: 'longGeneric' | 'long'): string =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  const generic = written('longGeneric')
  return generic.startsWith('GMT') ? written('long') : generic
}

/**
 * "Central European Time, Madrid": an IANA zone for people, and the place that tells two of the same name apart. `at` in epoch ms: names
 * change with the years. Throws RangeError on an unknown zone.
 */
export const zoneWords = (timeZone: string, locale: string, at: number): string => {
  const name = nameOf(timeZone, locale, at)
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  const isPlace = timeZone.includes('/') && !timeZone.startsWith('Etc/')
  return isPlace && !name.includes(place) ? `${name}, ${place}` : name
}
