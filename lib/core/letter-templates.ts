import type { Letter, LetterEdits, LetterId } from './letter.ts'
import { lettersInEnglish } from './letter-en.ts'
import { lettersInSpanish } from './letter-es.ts'
import { LETTER_LANGUAGES, type LetterLanguage } from './letter-placeholder.ts'

const ours: Readonly<Record<LetterLanguage, Readonly<Record<LetterId, Letter>>>> = {
  en: lettersInEnglish,
  es: lettersInSpanish,
}

/** Our own words for a letter. */
export const ourTemplate = (id: LetterId, language: LetterLanguage): Letter => ours[language][id]

/** The words for a letter: the coach's where they wrote some, else ours. */
export const templateOf = (id: LetterId, language: LetterLanguage, edits: LetterEdits | undefined): Letter =>
  edits?.[id]?.[language] ?? ourTemplate(id, language)

/**
 * The language of a letter, and the locale in which its times are written: the client's where there is a template in it, else the
 * coach's. Both are BCP 47 tags ("es-MX"); the times never come in another language than the words around them.
 */
export const letterLanguage = (
  client: string | undefined,
  coach: string,
): { readonly language: LetterLanguage; readonly locale: string } => {
  for (const tag of [client, coach]) {
    const language = LETTER_LANGUAGES.find((each) => tag === each || tag?.startsWith(`${each}-`))
    if (language !== undefined && tag !== undefined) {
      // "Spanish" said of a client does not say which: the coach's own variety is the likelier.
      const locale = tag === language && coach.startsWith(`${language}-`) ? coach : tag
      return { language, locale }
    }
  }
  return { language: 'en', locale: 'en' }
}

/** What is kept of a letter that the coach wrote: nothing where it says the same as ours. */
export const ownWords = (id: LetterId, language: LetterLanguage, letter: Letter | null): Letter | null => {
  const same = ourTemplate(id, language)
  return letter && letter.subject === same.subject && letter.body === same.body ? null : letter
}
