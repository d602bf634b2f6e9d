import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Letter } from '../../lib/core/letter.ts'
import { LETTER_PROGRAMS, type LetterProgram, letterLink } from '../../lib/core/letter-link.ts'
import { Button } from '../button.tsx'
import { LiveRegion } from '../feedback.tsx'

const programName = (program: LetterProgram): string => {
  const names: Record<LetterProgram, string> = {
    gmail: t('letter_gmail'),
    outlook: t('letter_outlook'),
    mail: t('letter_mail'),
  }
  return names[program]
}

/**
 * Copying a letter, and opening it in Gmail, Outlook or the mail program, where the coach sends it. What is too long for an address is
 * copied by the same press, to be pasted there.
 */
export const LetterActions = ({
  letter,
  to,
  copy,
}: {
  readonly letter: Letter
  readonly to: string | null
  /** Puts the letter on the clipboard, as text and with its paragraphs. */
  readonly copy: (letter: Letter) => Promise<void>
}) => {
  const [copied, setCopied] = useState<Letter | null>(null)
  const [failed, setFailed] = useState(false)
  const copyNow = async () => {
    try {
      await copy(letter)
      setCopied(letter)
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  const links = LETTER_PROGRAMS.map((program) => ({ program, ...letterLink(program, to, letter) }))
  const isCopied = copied === letter
  return (
    <div class="letter-actions">
      <Button
        variant="primary"
        icon={isCopied ? 'check' : 'copy'}
        onClick={() => {
          copyNow().catch(reportError)
        }}
      >
        {t(isCopied ? 'letter_copied' : 'letter_copy')}
      </Button>
      <fieldset class="programs">
        <legend class="visually-hidden">{t('letter_openIn')}</legend>
        <span aria-hidden="true">{t('letter_openIn')}</span>
        {links.map(({ program, href, whole }) => (
          <a
            key={program}
            class="button secondary md"
            href={href}
            rel="noreferrer"
            // A mail program is no page: it would leave an empty tab behind.
            target={program === 'mail' ? undefined : '_blank'}
            onClick={(event) => {
              if (whole) return
              event.preventDefault()
              const target = program === 'mail' ? '_self' : '_blank'
              copyNow()
                .then(() => window.open(href, target, 'noreferrer'))
                .catch(reportError)
            }}
          >
            <span class="label">{programName(program)}</span>
          </a>
        ))}
      </fieldset>
      <p class="hint">
        {failed
          ? t('letter_copyFailed')
          : t(links.every(({ whole }) => whole) ? 'letter_sendsNothing' : 'letter_tooLong')}
      </p>
      <LiveRegion message={failed ? t('letter_copyFailed') : isCopied ? t('letter_copied') : ''} />
    </div>
  )
}
