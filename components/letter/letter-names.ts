import { t } from '../../lib/browser/i18n.ts'
import type { AnswerCode } from '../../lib/core/answer.ts'
import type { LetterId } from '../../lib/core/letter.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { codeWord, kindWord } from '../dashboard/past-words.ts'

/** What a letter is called: its occasion, or the outcome in the words of PRODUCT 2. */
export const letterName = (id: LetterId): string => {
  switch (id) {
    case 'confirm':
      return t('letter_nameConfirm')
    case 'are-you-joining':
      return t('letter_nameJoining')
    case 'times-offered':
      return t('letter_nameTimes')
    case 'invitation':
      return t('letter_nameInvitation')
    case 'one-of-two':
      return t('letter_nameOneOfTwo')
    case 'time-released':
      return t('letter_nameReleased')
    case 'not-counted':
      return t('letter_nameNotCounted')
    default: {
      const [kind, code] = id.split('/') as [Kind, AnswerCode]
      return `${codeWord(code)} · ${kindWord(kind)}`
    }
  }
}

/** "Spanish" in the words of the page, "español" where no name for it is known. */
export const languageName = (language: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language
