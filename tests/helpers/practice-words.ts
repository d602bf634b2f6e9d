import type { PracticeWords } from '../../lib/calendars/practice/words.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }

/** The practice calendar in English. */
export const practiceWords: PracticeWords = (word, person = '') =>
  en[`practice_${word}`].message.replace('$NAME$', person)
