import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Evidence } from '../../lib/core/evidence.ts'
import { decide, type Kind, type Policy, REASONS, type Reason } from '../../lib/core/policy.ts'
import { HOUR } from '../../lib/core/time.ts'
import { codeWord } from '../dashboard/past-words.ts'
import { Icon } from '../icon.tsx'
import { FitsCalendar } from './ask-view.tsx'
import type { Choice } from './choice.ts'

type Effect = 'back' | 'counts' | 'free'

/** What a reason would do, from the policy itself and not from a list of our own. */
const effectOf = (reason: Reason, kind: Kind, policy: Policy, freeMissesLeft: number): Effect => {
  const row = decide({ kind, answer: { occurred: false, reason }, freeMissesLeft }, policy)
  return row.reschedule ? 'back' : row.counts ? 'counts' : 'free'
}

/** When every reason does the same, it is said once instead of six times (UI). */
export const allGoBack = (kind: Kind, policy: Policy): boolean =>
  REASONS.every((reason) => {
    const row = decide({ kind, answer: { occurred: false, reason } }, policy)
    return row.reschedule && !row.counts
  })

const EffectTag = ({ effect }: { readonly effect: Effect }) => (
  <span class={`effect ${effect}`}>
    <Icon name={effect === 'back' ? 'back' : 'cross'} size={14} />
    {effect === 'back'
      ? t('prompt_effect_back')
      : t(effect === 'counts' ? 'prompt_effect_counts' : 'prompt_effect_free')}
  </span>
)

const Row = ({
  group,
  value,
  chosen,
  digit,
  tag,
  fits = false,
  onPick,
  children,
}: {
  readonly group: string
  readonly value: string
  readonly chosen: boolean
  readonly digit?: number | undefined
  readonly tag?: ComponentChildren
  readonly fits?: boolean
  readonly onPick: () => void
  readonly children: ComponentChildren
}) => (
  <label class="reason">
    <input
      type="radio"
      name={group}
      value={value}
      checked={chosen}
      onChange={onPick}
      aria-keyshortcuts={digit ? String(digit) : undefined}
    />
    {digit !== undefined && (
      <span class="digit" aria-hidden="true">
        {digit}
      </span>
    )}
    <span class="text">
      {children}
      {fits && <FitsCalendar />}
    </span>
    {tag}
  </label>
)

/**
 * The six reasons in their order, each with what it does, and the two exits. Nothing is preselected; what fits the calendar is only
 * marked (E07). Below the chosen row, `detail` asks what it still needs.
 */
export const ReasonList = ({
  group,
  legend,
  kind,
  policy,
  freeMissesLeft,
  singleKeys,
  choice,
  fits,
  onWhat,
  detail,
}: {
  readonly group: string
  readonly legend: string
  readonly kind: Kind
  readonly policy: Policy
  readonly freeMissesLeft: number
  readonly singleKeys: boolean
  readonly choice: Choice
  readonly fits: Evidence['fits']
  readonly onWhat: (what: Choice['what']) => void
  readonly detail: ComponentChildren
}) => {
  const same = allGoBack(kind, policy)
  return (
    <fieldset class="reasons">
      <legend class="visually-hidden">{legend}</legend>
      {same && <p class="same">{t('prompt_anyReason')}</p>}
      {REASONS.map((reason, index) => (
        <div key={reason} class={choice.what === reason ? 'option chosen' : 'option'}>
          <Row
            group={group}
            value={reason}
            chosen={choice.what === reason}
            digit={singleKeys ? index + 1 : undefined}
            fits={fits === reason}
            tag={same ? null : <EffectTag effect={effectOf(reason, kind, policy, freeMissesLeft)} />}
            onPick={() => onWhat(reason)}
          >
            {codeWord(reason)}
          </Row>
          {choice.what === reason && detail}
        </div>
      ))}
      <p class="or">{t('prompt_or')}</p>
      {(['told-in-time', 'moved'] as const).map((exit) => (
        <div key={exit} class={choice.what === exit ? 'option chosen' : 'option'}>
          <Row
            group={group}
            value={exit}
            chosen={choice.what === exit}
            fits={exit === 'told-in-time' && fits === 'canceled-in-time'}
            onPick={() => onWhat(exit)}
          >
            {exit === 'moved' ? t('prompt_weMoved') : t('prompt_toldMe', policy.noticeMs / HOUR)}
          </Row>
          {choice.what === exit && detail}
        </div>
      ))}
    </fieldset>
  )
}
