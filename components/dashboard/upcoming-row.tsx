import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { UpcomingRow as Row } from '../../lib/core/view/upcoming.ts'
import { Button } from '../button.tsx'
import { OutcomePill, Pill } from '../pill.tsx'
import { SessionRow } from './session-row.tsx'
import { lacksProgram, metaOf, namesOf, overFlags } from './upcoming-words.ts'

/** True when some of its people are still to be answered for. */
const isOpen = (row: Row): boolean => !row.canceled && row.people.some(({ outcome }) => outcome === null)

const Pills = ({ row, now }: { readonly row: Row; readonly now: number }) => {
  const marks = new Set(row.people.flatMap(({ outcome }) => outcome?.mark ?? []))
  const flags = new Set(row.people.flatMap(({ would }) => overFlags(would, now)))
  return (
    <>
      {row.canceled && <OutcomePill outcome="canceled-in-time" />}
      {[...marks].map((mark) => (
        <OutcomePill key={mark} outcome={mark} />
      ))}
      {isOpen(row) && row.start <= now && <Pill icon="clock">{t('popup_now')}</Pill>}
      {isOpen(row) && row.people.some(({ evidence }) => evidence?.contrary) && (
        <Pill tone="canceled-in-time" icon="calendar">
          {t('upcoming_likely')}
        </Pill>
      )}
      {row.doubleBooked && (
        <Pill tone="alarm" icon="warning">
          {t('upcoming_doubled')}
        </Pill>
      )}
      {[...flags].map((flag) => (
        <Pill key={flag} tone="alarm" icon="warning">
          {flag}
        </Pill>
      ))}
      {row.people.some(lacksProgram) && <Pill>{t('clients_noProgram')}</Pill>}
    </>
  )
}

/**
 * One session to come: a line that opens in place to the brief before it. Beside it the one thing to do: make sure that the client
 * comes, or answer once it has begun.
 */
export const UpcomingRow = ({
  row,
  zone,
  now,
  open,
  onOpen,
  onConfirm,
  onAnswer,
  children,
}: {
  readonly row: Row
  readonly zone: string
  readonly now: number
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  /** Opens the letter that makes sure of it. */
  readonly onConfirm: () => void
  /** Opens the card on which it is answered. */
  readonly onAnswer: () => void
  readonly children: ComponentChildren
}) => {
  const names = namesOf(row)
  const [only, ...others] = row.people
  const canConfirm = isOpen(row) && others.length === 0 && only?.unknown === false
  return (
    <SessionRow
      session={row}
      zone={zone}
      names={names}
      meta={metaOf(row, now)}
      open={open}
      onOpen={onOpen}
      pills={<Pills row={row} now={now} />}
      after={
        <span class="beside">
          {isOpen(row) && row.start <= now ? (
            <Button size="sm" aria-label={t('upcoming_answerOf', names)} onClick={onAnswer}>
              {t('upcoming_answer')}
            </Button>
          ) : (
            canConfirm && (
              <Button size="sm" variant="quiet" aria-label={t('popup_confirmOf', names)} onClick={onConfirm}>
                {t('popup_confirm')}
              </Button>
            )
          )}
        </span>
      }
    >
      {children}
    </SessionRow>
  )
}
