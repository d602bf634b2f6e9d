import { useEffect, useRef } from 'preact/hooks'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import type { Letter, LetterId } from '../../lib/core/letter.ts'
import type { WrittenLetter } from '../../lib/core/view/letter.ts'
import { zoneWords } from '../../lib/core/zone-words.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { Icon } from '../icon.tsx'
import { LetterActions } from './letter-actions.tsx'
import { languageName, letterName } from './letter-names.ts'
import { type DraftKeeper, useLetterDraft } from './use-letter-draft.ts'
import './letter.css'

export type LetterViewProps = {
  readonly name: string
  /** null: nobody's address is known. */
  readonly to: string | null
  /** The letters that fit, and the one that is shown. */
  readonly choices: readonly LetterId[]
  readonly chosen: LetterId
  readonly onChoose: (id: LetterId) => void
  readonly written: WrittenLetter
  /** Names this letter among all drafts. */
  readonly draftId: string
  readonly keeper: DraftKeeper
  readonly now: number
  /** 1 where the letter is all that the page shows. */
  readonly level: 1 | 2
  /** It stood open already, elsewhere on the page: it takes the focus from nobody who is at something else by now. */
  readonly again?: boolean
  readonly copy: (letter: Letter) => Promise<void>
  readonly onClose: () => void
}

/** A letter to a client, ready to be changed, copied, or opened where the coach sends mail. Words are kept with every key. */
export const LetterView = (props: LetterViewProps) => {
  const { name, to, choices, chosen, onChoose, written, draftId, keeper, now, level, again, copy, onClose } =
    props
  const { letter, own, stale, change, startOver } = useLetterDraft(keeper, draftId, written.letter)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!again || document.activeElement?.contains(heading.current))
      heading.current?.focus({ preventScroll: true })
  }, [])
  const Title = level === 1 ? 'h1' : 'h2'
  const locale = wordsLocale()
  return (
    <section class="letter">
      <header>
        <Title ref={heading} tabIndex={-1}>
          {t('letter_title', name)}
        </Title>
        <Button variant="quiet" size="sm" onClick={onClose}>
          {t('letter_close')}
        </Button>
      </header>
      <p class="meta">
        {to === null ? t('letter_noAddress') : t('letter_to', to)}
        {' · '}
        {t('letter_in', languageName(written.language, locale), zoneWords(written.zone, locale, now))}
      </p>
      {choices.length > 1 && (
        <Field label={t('letter_which')}>
          {(control) => (
            <select
              {...control}
              value={chosen}
              onChange={(event) => onChoose(event.currentTarget.value as LetterId)}
            >
              {choices.map((id) => (
                <option key={id} value={id}>
                  {letterName(id)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {letter && (
        <>
          <Field label={t('letter_subject')}>
            {(control) => (
              <input
                {...control}
                lang={written.language}
                value={letter.subject}
                maxLength={500}
                onInput={(event) => change({ subject: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('letter_text')}>
            {(control) => (
              <textarea
                {...control}
                lang={written.language}
                rows={9}
                value={letter.body}
                onInput={(event) => change({ body: event.currentTarget.value })}
              />
            )}
          </Field>
          {own && (
            <p class="changed">
              {stale && (
                <span class="stale">
                  <Icon name="info" size={14} />
                  {t('letter_stale')}
                </span>
              )}
              <Button variant="quiet" size="sm" onClick={startOver}>
                {t('letter_startOver')}
              </Button>
            </p>
          )}
          <LetterActions letter={letter} to={to} copy={copy} />
        </>
      )}
    </section>
  )
}
