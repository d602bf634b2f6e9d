import { useState } from 'preact/hooks'
import { EmptyState, ErrorNote, Skeleton } from '../../components/feedback.tsx'
import { LetterView } from '../../components/letter/letter-view.tsx'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import type { Letter, LetterId } from '../../lib/core/letter.ts'
import { letterHtml } from '../../lib/core/letter-link.ts'
import { participantKey } from '../../lib/core/session-row.ts'
import { letterAbout, lettersAbout } from '../../lib/core/view/letter.ts'
import { letterSubject } from '../../lib/store/queries/letter.ts'
import { live } from '../../lib/store/queries/live.ts'
import { cardApi } from './card-wire.ts'

/** On the clipboard as text and with its paragraphs; as text alone where the browser takes no more. */
const copyLetter = async (letter: Letter): Promise<void> => {
  const part = (type: string, text: string) => ({ [type]: new Blob([text], { type }) })
  const item = new ClipboardItem({
    ...part('text/plain', letter.body),
    ...part('text/html', letterHtml(letter)),
  })
  await navigator.clipboard.write([item]).catch(() => navigator.clipboard.writeText(letter.body))
}

/** A letter to one participant of a session, over the live books; `wanted` is shown first, whatever else fits. */
export const WiredLetter = ({
  sessionKey,
  participant,
  wanted = null,
  level,
  again = false,
  onClose,
}: {
  readonly sessionKey: string
  readonly participant: string
  readonly wanted?: LetterId | null
  readonly level: 1 | 2
  /** It stood open already, elsewhere on the page. */
  readonly again?: boolean
  readonly onClose: () => void
}) => {
  const now = useNow()
  const [chosen, setChosen] = useState<LetterId | null>(null)
  const { value: subject, error } = useLive(
    () => live((db) => letterSubject(db, { sessionKey, participant })),
    [sessionKey, participant],
  )
  if (error) {
    const reload = { label: t('common_tryAgain'), onPress: () => location.reload() }
    return <ErrorNote what={t('common_unreadable')} safe={t('common_unreadableSafe')} action={reload} />
  }
  if (subject === undefined) return <Skeleton lines={5} label={t('common_loading')} />
  const choices = subject ? [...new Set([...(wanted ? [wanted] : []), ...lettersAbout(subject, now)])] : []
  const id = chosen ?? choices[0]
  if (subject === null || id === undefined) return <EmptyState icon="note" title={t('letter_none')} />
  return (
    <LetterView
      name={subject.name}
      to={subject.address}
      choices={choices}
      chosen={id}
      onChoose={setChosen}
      written={letterAbout(id, subject, { zone: Temporal.Now.timeZoneId(), locale: wordsLocale() })}
      draftId={`letter:${id}:${participantKey(sessionKey, participant)}`}
      keeper={cardApi}
      now={now}
      level={level}
      again={again}
      copy={copyLetter}
      onClose={onClose}
    />
  )
}
