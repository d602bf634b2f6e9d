import { useState } from 'preact/hooks'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import { LETTER_IDS, type LetterId } from '../../lib/core/letter.ts'
import { LETTER_LANGUAGES, type LetterLanguage } from '../../lib/core/letter-placeholder.ts'
import { letterLanguage, ourTemplate, ownWords, templateOf } from '../../lib/core/letter-templates.ts'
import type { LetterSettings as Letters } from '../../lib/core/settings.ts'
import type { LettersChange } from '../../lib/core/settings-change.ts'
import { Field } from '../field.tsx'
import { languageName, letterName } from '../letter/letter-names.ts'
import { TemplateEditor } from '../letter/template-editor.tsx'

const none: Letters = { signature: '', templates: {} }

/** The name under letters, and the words of each one in each language; each change is saved at once. */
export const LetterSettings = ({
  letters = none,
  zone,
  now,
  onChange,
}: {
  readonly letters: Letters | undefined
  /** The coach's zone, for the preview. */
  readonly zone: string
  readonly now: number
  readonly onChange: (change: LettersChange) => void
}) => {
  const locale = wordsLocale()
  const [id, setId] = useState<LetterId>('confirm')
  const [language, setLanguage] = useState<LetterLanguage>(() => letterLanguage(undefined, locale).language)
  return (
    <>
      <Field label={t('letters_signature')} hint={t('letters_signatureHint')}>
        {(control) => (
          <input
            {...control}
            maxLength={200}
            autocomplete="name"
            defaultValue={letters.signature}
            onChange={(event) => onChange({ signature: event.currentTarget.value.trim() })}
          />
        )}
      </Field>
      <div class="pair-fields">
        <Field label={t('letters_which')}>
          {(control) => (
            <select
              {...control}
              value={id}
              onChange={(event) => setId(event.currentTarget.value as LetterId)}
            >
              {LETTER_IDS.map((each) => (
                <option key={each} value={each}>
                  {letters.templates[each] ? t('letters_own', letterName(each)) : letterName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('letters_language')}>
          {(control) => (
            <select
              {...control}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value as LetterLanguage)}
            >
              {LETTER_LANGUAGES.map((each) => (
                <option key={each} value={each}>
                  {languageName(each, locale)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <TemplateEditor
        key={`${id} ${language}`}
        template={templateOf(id, language, letters.templates)}
        ours={ourTemplate(id, language)}
        language={language}
        signature={letters.signature}
        zone={zone}
        now={now}
        onSave={(letter) => onChange({ template: { id, language, letter: ownWords(id, language, letter) } })}
      />
    </>
  )
}
