import { fold } from './search.ts'

/** The languages in which every letter exists. */
export const LETTER_LANGUAGES = ['en', 'es'] as const
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number]

/** What may stand in a template, and is replaced by what is known of the client and the session. */
export const PLACEHOLDERS = ['firstName', 'name', 'session', 'times', 'newTime', 'zone', 'coach'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** How each is written between braces, by the language of the words around it. A template may use those of any language. */
const WRITTEN: Readonly<Record<LetterLanguage, Readonly<Record<Placeholder, string>>>> = {
  en: {
    firstName: 'firstName',
    name: 'name',
    session: 'session',
    times: 'times',
    newTime: 'newTime',
    zone: 'zone',
    coach: 'coach',
  },
  es: {
    firstName: 'nombre',
    name: 'nombreCompleto',
    session: 'sesión',
    times: 'horas',
    newTime: 'horaNueva',
    zone: 'zona',
    coach: 'firma',
  },
}

/** A placeholder as it stands in a letter of this language: `{nombre}`. */
export const written = (placeholder: Placeholder, language: LetterLanguage): string =>
  `{${WRITTEN[language][placeholder]}}`

const byWords: ReadonlyMap<string, Placeholder> = new Map(
  LETTER_LANGUAGES.flatMap((language) =>
    PLACEHOLDERS.map((placeholder) => [fold(WRITTEN[language][placeholder]), placeholder] as const),
  ),
)

/** What the words between two braces stand for, as they may be typed by hand; undefined where they are no placeholder of any language. */
export const meant = (words: string): Placeholder | undefined => byWords.get(fold(words.trim()))
