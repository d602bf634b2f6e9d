import { useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { type Letter, letterValues, unknownPlaceholders, writeLetter } from '../../lib/core/letter.ts'
import {
  type LetterLanguage,
  PLACEHOLDERS,
  type Placeholder,
  written,
} from '../../lib/core/letter-placeholder.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import './letter.css'

const placeholderName = (placeholder: Placeholder): string => {
  const names: Record<Placeholder, string> = {
    firstName: t('letters_firstName'),
    name: t('letters_name'),
    session: t('letters_session'),
    times: t('letters_times'),
    newTime: t('letters_newTime'),
    zone: t('letters_zone'),
    coach: t('letters_coach'),
  }
  return names[placeholder]
}

/** A client and times that show every placeholder at work. */
const sampleValues = (language: LetterLanguage, zone: string, signature: string, now: number) => {
  const hour = Math.ceil(now / HOUR) * HOUR
  const at = (days: number) => ({ start: hour + days * DAY, end: hour + days * DAY + HOUR })
  return letterValues({
    name: 'Dana Reyes',
    session: at(-1),
    times: [at(2), at(3), at(5)],
    newTime: at(2),
    zone,
    locale: language,
    coach: signature,
  })
}

/**
 * One template: its words, the placeholders that can be put in at the cursor, and the letter it makes, as it is typed. Saved when a
 * field is left. Give it a `key` per letter and language.
 */
export const TemplateEditor = ({
  template,
  ours,
  language,
  signature,
  zone,
  now,
  onSave,
}: {
  readonly template: Letter
  readonly ours: Letter
  readonly language: LetterLanguage
  readonly signature: string
  readonly zone: string
  readonly now: number
  /** null: back to our words. */
  readonly onSave: (letter: Letter | null) => void
}) => {
  const [letter, setLetter] = useState(template)
  const text = useRef<HTMLTextAreaElement>(null)
  const unknown = unknownPlaceholders(letter)
  const preview = writeLetter(letter, sampleValues(language, zone, signature, now))
  const put = (placeholder: Placeholder) => {
    const field = text.current
    if (!field) return
    field.setRangeText(written(placeholder, language), field.selectionStart, field.selectionEnd, 'end')
    field.focus()
    const next = { ...letter, body: field.value }
    setLetter(next)
    onSave(next)
  }
  return (
    <div class="template">
      <Field label={t('letter_subject')}>
        {(control) => (
          <input
            {...control}
            lang={language}
            maxLength={500}
            value={letter.subject}
            onInput={(event) => setLetter({ ...letter, subject: event.currentTarget.value })}
            onChange={() => onSave(letter)}
          />
        )}
      </Field>
      <Field
        label={t('letter_text')}
        error={
          unknown.length > 0 ? t('letters_unknown', unknown.map((name) => `{${name}}`).join(', ')) : null
        }
      >
        {(control) => (
          <textarea
            {...control}
            ref={text}
            lang={language}
            rows={10}
            maxLength={10_000}
            value={letter.body}
            onInput={(event) => setLetter({ ...letter, body: event.currentTarget.value })}
            onChange={() => onSave(letter)}
          />
        )}
      </Field>
      <fieldset class="placeholders">
        <legend>{t('letters_put')}</legend>
        {PLACEHOLDERS.map((placeholder) => (
          <Button
            key={placeholder}
            size="sm"
            title={written(placeholder, language)}
            onClick={() => put(placeholder)}
          >
            {placeholderName(placeholder)}
          </Button>
        ))}
      </fieldset>
      <p class="hint">{t('letters_leftOut')}</p>
      <section class="letter-preview" aria-label={t('letters_preview')}>
        <p class="name">{t('letters_preview')}</p>
        <p class="subject" lang={language}>
          {preview.subject}
        </p>
        <p class="text" lang={language}>
          {preview.body}
        </p>
      </section>
      {(letter.subject !== ours.subject || letter.body !== ours.body) && (
        <Button
          class="reset"
          size="sm"
          onClick={() => {
            setLetter(ours)
            onSave(null)
          }}
        >
          {t('letters_reset')}
        </Button>
      )}
    </div>
  )
}
