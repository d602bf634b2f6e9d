import type { ComponentChildren } from 'preact'
import { t } from '../lib/browser/i18n.ts'
import type { Mark } from '../lib/core/policy.ts'
import { Icon, type IconName } from './icon.tsx'
import './pill.css'

/** What a pill can say: an outcome, no outcome yet, `moved` (has its time already), or nothing in particular. */
export type Tone = Mark | 'unanswered' | 'moved' | 'neutral' | 'alarm'

/** The glyph of each outcome: the same everywhere, beside a hue and a word (UI, Look). */
export const glyphOf: Readonly<Record<Mark | 'unanswered' | 'moved', IconName>> = {
  completed: 'check',
  'didnt-occur': 'cross',
  'to-reschedule': 'back',
  'canceled-in-time': 'ban',
  unanswered: 'question',
  moved: 'link',
}

const words: Readonly<Record<Mark | 'unanswered' | 'moved', string>> = {
  completed: 'outcome_completed',
  'didnt-occur': 'outcome_didntOccur',
  'to-reschedule': 'outcome_toReschedule',
  'canceled-in-time': 'outcome_canceledInTime',
  unanswered: 'outcome_unanswered',
  moved: 'outcome_moved',
}

/** The word of an outcome in the person's language ("Didn't occur"). */
export const outcomeWord = (tone: Mark | 'unanswered' | 'moved'): string => t(words[tone])

/** A small tinted label. */
export const Pill = ({
  tone = 'neutral',
  icon,
  children,
}: {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly children: ComponentChildren
}) => (
  <span class={`pill ${tone}`}>
    {icon && <Icon name={icon} size={14} />}
    <span>{children}</span>
  </span>
)

/** An outcome as hue, glyph and word; with `compact` the word is only read aloud (narrow lists). */
export const OutcomePill = ({
  outcome,
  compact = false,
}: {
  readonly outcome: Mark | 'unanswered' | 'moved'
  readonly compact?: boolean
}) => (
  <span class={`pill ${outcome}`} title={compact ? outcomeWord(outcome) : undefined}>
    <Icon name={glyphOf[outcome]} size={14} />
    <span class={compact ? 'visually-hidden' : undefined}>{outcomeWord(outcome)}</span>
  </span>
)
