import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { ClientSession } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { Disclosure } from '../disclosure.tsx'
import { shortDate, timeRange } from '../format.ts'
import { OutcomePill, Pill } from '../pill.tsx'
import { evidenceWords } from '../prompt/evidence-words.ts'
import { codeWord, hasPill, stateWord } from './past-words.ts'
import './client-sessions.css'

/** How many are listed at first, and how many more at each "Show earlier sessions". */
const STRETCH = 30

const Outcome = ({ state }: Pick<ClientSession, 'state'>) => {
  if (state === 'upcoming') return <Pill>{t('client_upcoming')}</Pill>
  return hasPill(state) ? <OutcomePill outcome={state} /> : <Pill>{stateWord(state)}</Pill>
}

/** The reason, and the one line of evidence (PRODUCT 8). */
const whyWords = ({ code, evidence }: ClientSession, name: string): string => {
  const seen = evidenceWords(evidence, name)
  return [
    ...(code === null ? [] : [codeWord(code)]),
    ...(seen === null ? [] : [t('prompt_calendar', seen)]),
  ].join(' · ')
}

const Line = ({
  session,
  name,
  now,
  renderRecord,
}: {
  readonly session: ClientSession
  readonly name: string
  readonly now: number
  readonly renderRecord: (sessionKey: string) => ComponentChildren
}) => {
  const [open, setOpen] = useState(false)
  const why = whyWords(session, name)
  return (
    <li>
      <Disclosure
        open={open}
        onToggle={setOpen}
        summary={
          <>
            <span class="line">
              <time dateTime={new Date(session.start).toISOString()}>
                {shortDate(session.start, now)}, {timeRange(session)}
              </time>
              <Outcome state={session.state} />
            </span>
            {why !== '' && <span class="why">{why}</span>}
          </>
        }
      >
        {open && renderRecord(session.key)}
      </Disclosure>
    </li>
  )
}

/**
 * Every session of a client with its reason and what the calendar showed, latest first; each opens to what is kept of it. Nothing is drawn
 * before it is wanted: a client may have hundreds.
 */
export const ClientSessions = ({
  sessions,
  name,
  now,
  renderRecord,
}: {
  /** Oldest first. */
  readonly sessions: readonly ClientSession[]
  readonly name: string
  readonly now: number
  readonly renderRecord: (sessionKey: string) => ComponentChildren
}) => {
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState(STRETCH)
  const latest = sessions.toReversed()
  return (
    <Disclosure summary={t('client_everySession')} open={open} onToggle={setOpen}>
      {open && (
        <>
          <ol class="client-sessions">
            {latest.slice(0, shown).map((session) => (
              <Line
                key={`${session.key} ${session.participant}`}
                session={session}
                name={name}
                now={now}
                renderRecord={renderRecord}
              />
            ))}
          </ol>
          {shown < latest.length && (
            <Button size="sm" onClick={() => setShown(shown + STRETCH)}>
              {t('past_older')}
            </Button>
          )}
        </>
      )}
    </Disclosure>
  )
}
