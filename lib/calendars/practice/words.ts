/** What stands in the practice calendar: the names of its two calendars, and the titles of its events. */
export type PracticeWord =
  | 'calendar'
  | 'home'
  | 'coaching'
  | 'checkIn'
  | 'circle'
  | 'intro'
  | 'writing'
  | 'dentist'
  | 'accounts'
  | 'conference'
  | 'birthday'
  | 'dinner'
  | 'choir'

/** Says it in the coach's language; some name a `person`. */
export type PracticeWords = (word: PracticeWord, person?: string) => string
