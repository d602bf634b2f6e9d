import { t } from '../../lib/browser/i18n.ts'

/** The headings of what follows an answer, each with the same words for a name that a private screen hides. */
const bare = {
  prompt_afterTitle: 'prompt_afterTitleBare',
  prompt_nextTitle: 'prompt_nextTitleBare',
  prompt_notesTitle: 'prompt_notesTitleBare',
  prompt_withdrawTitle: 'prompt_withdrawTitleBare',
} as const

/** "Next session: Dana Reyes", or "Next session" where the name is hidden (null): "Next session: the client" says nothing more. */
export const titleWords = (key: keyof typeof bare, name: string | null): string =>
  name === null ? t(bare[key]) : t(key, name)
