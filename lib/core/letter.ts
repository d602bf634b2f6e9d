import type { Outcome } from './answer.ts'
import { meant, type Placeholder } from './letter-placeholder.ts'
import type { Kind, Reason } from './policy.ts'
import type { Interval } from './time.ts'
import { zoneWords } from './zone-words.ts'

/** Letters about an outcome are named like the rows of the policy: kind and why it did not take place. */
type OutcomeLetter = `${Kind}/${Reason | 'canceled-in-time'}`

/** What a letter is for (PRODUCT 6). `not-counted`: it could have counted, and does not: a free miss, or a courtesy of the coach. */
export type LetterId =
  | OutcomeLetter
  | 'not-counted'
  | 'confirm'
  | 'are-you-joining'
  | 'times-offered'
  | 'time-released'
  | 'one-of-two'
  | 'invitation'

/** Every letter, in the order in which they are offered. */
export const LETTER_IDS = [
  'confirm',
  'are-you-joining',
  'times-offered',
  'invitation',
  'time-released',
  'one-of-two',
  'paid/client-emergency',
  'paid/coach-emergency',
  'paid/coach-missed',
  'paid/other',
  'paid/client-no-show',
  'paid/client-late-cancel',
  'paid/canceled-in-time',
  'complimentary/client-emergency',
  'complimentary/coach-emergency',
  'complimentary/coach-missed',
  'complimentary/other',
  'complimentary/client-no-show',
  'complimentary/client-late-cancel',
  'complimentary/canceled-in-time',
  'not-counted',
] as const satisfies readonly LetterId[]

/** A letter, or the template of one. Plain text; paragraphs are parted by an empty line. */
export type Letter = { readonly subject: string; readonly body: string }

/** The coach's own templates, by letter and language; what is not there is ours. */
export type LetterEdits = Readonly<Record<string, Readonly<Record<string, Letter>>>>

/** What is put into a template; empty where nothing is known. */
export type LetterValues = Readonly<Record<Placeholder, string>>

const mark = /\{([^{}\n]*)\}/g

/** Names between braces that are no placeholder, each once: shown to the coach, and left in the text as they are. */
export const unknownPlaceholders = ({ subject, body }: Letter): readonly string[] => [
  ...new Set(
    [...`${subject}\n${body}`.matchAll(mark)]
      .map(([, words = '']) => words.trim())
      .filter((words) => meant(words) === undefined),
  ),
]

/** The placeholders that a piece of a template names. */
const namedIn = (text: string): readonly Placeholder[] =>
  [...text.matchAll(mark)].flatMap(([, words = '']) => meant(words) ?? [])

/** One pass: what a value itself holds between braces is only text. */
const fill = (text: string, values: LetterValues): string =>
  text.replaceAll(mark, (whole, words: string) => {
    const placeholder = meant(words)
    return placeholder === undefined ? whole : values[placeholder]
  })

/**
 * The letter that a template becomes. A paragraph that names something unknown is left out, so that no letter ever says "Here are some
 * times:" and then none. A subject is one line. Values are text, whatever they hold.
 */
export const writeLetter = (template: Letter, values: LetterValues): Letter => ({
  subject: fill(template.subject, values).replace(/\s+/g, ' ').trim(),
  body: template.body
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .filter((paragraph) => namedIn(paragraph).every((name) => values[name] !== ''))
    .map((paragraph) => fill(paragraph, values).trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n'),
})

/** What is known for a letter. Times in epoch ms; `zone` and `locale` are the client's. */
export type LetterFacts = {
  readonly name: string
  readonly session: Interval | null
  readonly times: readonly Interval[]
  readonly newTime: Interval | null
  readonly zone: string
  readonly locale: string
  readonly coach: string
}

/** The values of a letter's placeholders, times in the client's zone and language, the zone named. */
export const letterValues = (facts: LetterFacts): LetterValues => {
  const { name, session, times, newTime, zone, locale, coach } = facts
  const when = (interval: Interval | null): string => (interval ? timeWords(interval, zone, locale) : '')
  return {
    name: oneLine(name),
    // An address or a title is nobody's first name.
    firstName: oneLine(name).includes('@') ? '' : (oneLine(name).split(' ')[0] ?? ''),
    session: when(session),
    newTime: when(newTime),
    times: times.map((time) => `• ${when(time)}`).join('\n'),
    zone: zoneWords(zone, locale, times[0]?.start ?? newTime?.start ?? session?.start ?? 0),
    coach: oneLine(coach),
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const DAY_AND_TIME = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
} as const

/** "Tuesday, November 24 at 10:00 – 11:00 AM" as the locale writes it. */
const timeWords = ({ start, end }: Interval, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { ...DAY_AND_TIME, timeZone }).formatRange(start, end)

/** Missed sessions of which the letter says that they count. */
const COUNTED: readonly string[] = ['client-no-show', 'client-late-cancel']

/** The letter that fits an outcome, or null: it took place, was moved, or nothing was said yet. */
export const letterFor = (outcome: Pick<Outcome, 'code' | 'counts'> | null, kind: Kind): LetterId | null => {
  if (outcome === null) return null
  const { code, counts } = outcome
  if (code === 'occurred' || code === 'moved' || code === 'undone') return null
  return kind === 'paid' && COUNTED.includes(code) && !counts ? 'not-counted' : `${kind}/${code}`
}
