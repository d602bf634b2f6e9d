import { useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Settings } from '../../lib/core/settings.ts'
import type { AskChange } from '../../lib/core/settings-change.ts'
import type { Trial } from '../../lib/core/trial.ts'
import { AskForetold } from './ask-foretold.tsx'
import { AskTimes } from './ask-times.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { TriedLine } from './tried-line.tsx'
import { TryButton } from './try-button.tsx'
import './ask-settings.css'

type Ask = Settings['ask']

const whens: readonly {
  readonly when: Ask['when']
  readonly label: () => string
  readonly hint: () => string
}[] = [
  { when: 'after-session', label: () => t('ask_after'), hint: () => t('ask_afterHint') },
  { when: 'end-of-day', label: () => t('ask_endOfDay'), hint: () => t('ask_endOfDayHint') },
  { when: 'badge-only', label: () => t('ask_badge'), hint: () => t('ask_badgeHint') },
]

/** What "Try it" beside a way of asking shows. */
const trialOf = (when: Ask['when'], how: Ask['how']): Trial =>
  when === 'badge-only' ? 'badge' : when === 'end-of-day' ? 'round-up' : how

/** When and how Afterward asks; each change is saved by itself, and each can be tried (PRODUCT 4). */
export const AskSettings = ({
  ask,
  notifications,
  canTry,
  busy,
  now,
  zone,
  onChange,
  onTry,
}: {
  readonly ask: Ask
  /** False while the browser has not been allowed to notify. */
  readonly notifications: boolean
  /** False until there is a session to try it on. */
  readonly canTry: boolean
  readonly busy: ReadonlySet<string>
  /** Epoch ms, and the zone the coach is in. */
  readonly now: number
  readonly zone: string
  readonly onChange: (change: AskChange) => void
  readonly onTry: (what: Trial) => void
}) => {
  const [ends, setEnds] = useState('16:00')
  const example = useRef<HTMLDivElement>(null)
  const tryButton = (what: Trial, label: string) => (
    <TryButton
      what={label}
      disabled={!canTry && what !== 'badge'}
      busy={busy.has(`try:${what}`)}
      onPress={() => onTry(what)}
    />
  )
  const toExample = () => example.current?.querySelector('input')?.focus()
  return (
    <>
      <p class="hint">{t(canTry ? 'ask_tryHint' : 'ask_tryLater')}</p>
      <fieldset class="options">
        <legend class="visually-hidden">{t('ask_title')}</legend>
        {whens.map(({ when, label, hint }) => (
          <TriedLine
            key={when}
            type="radio"
            label={label()}
            hint={hint()}
            checked={ask.when === when}
            onChange={() => onChange({ when })}
          >
            {tryButton(trialOf(when, ask.how), label())}
          </TriedLine>
        ))}
      </fieldset>
      <AskTimes
        ask={ask}
        notifications={notifications}
        tries={{
          // Minutes are tried where it is told when a session would come up.
          grace: <TryButton what={t('ask_grace')} onPress={toExample} />,
          roundUp: tryButton('round-up', t(ask.when === 'end-of-day' ? 'ask_time' : 'ask_roundUp')),
          how: tryButton(ask.how, t(ask.how === 'window' ? 'ask_window' : 'ask_notification')),
        }}
        onChange={onChange}
      />
      <div class="options">
        <QuietHours
          quiet={ask.quiet}
          onChange={(quiet) => onChange({ quiet })}
          onTry={(during) => {
            setEnds(during)
            toExample()
          }}
        />
        <TriedLine
          type="checkbox"
          label={t('ask_private')}
          hint={t('ask_privateHint')}
          checked={ask.privateScreen}
          onChange={(privateScreen) => onChange({ privateScreen })}
        >
          {tryButton('private', t('ask_private'))}
        </TriedLine>
        <TriedLine
          type="checkbox"
          label={t('ask_keys')}
          hint={t('ask_keysHint')}
          checked={ask.singleKeys}
          onChange={(singleKeys) => onChange({ singleKeys })}
        >
          {tryButton('keys', t('ask_keys'))}
        </TriedLine>
      </div>
      <div ref={example}>
        <AskForetold ask={ask} ends={ends} now={now} zone={zone} onEnds={setEnds} />
      </div>
    </>
  )
}
