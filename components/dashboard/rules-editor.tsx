import { t } from '../../lib/browser/i18n.ts'
import type { CalendarRecord } from '../../lib/core/account.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Rule, RuleMatch } from '../../lib/core/recognise.ts'
import { Button } from '../button.tsx'
import { kindWord } from './past-words.ts'
import { changedMatch, matchTypes, matchWord, soughtIn, withValue } from './rule-words.ts'
import '../field.css'
import './rules.css'

const tools = ['calendly', 'acuity', 'cal.com', 'zoom-scheduler'] as const

const ValueControl = ({
  match,
  calendars,
  label,
  onChange,
}: {
  readonly match: RuleMatch
  readonly calendars: readonly CalendarRecord[]
  readonly label: string
  readonly onChange: (match: RuleMatch) => void
}) => {
  const set = (value: string) => onChange(withValue(match, value))
  if (match.type === 'anyone') return null
  if (match.type === 'session' || match.type === 'series') {
    return <span class="faint">{t('rules_wordHint')}</span>
  }
  if (match.type === 'calendar' || match.type === 'tool') {
    const options =
      match.type === 'tool'
        ? tools.map((tool) => ({ value: tool, name: tool }))
        : calendars.map(({ key, name }) => ({ value: key, name }))
    return (
      <select
        class="control"
        aria-label={label}
        value={soughtIn(match)}
        onChange={(event) => set(event.currentTarget.value)}
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      class="control"
      aria-label={label}
      value={soughtIn(match)}
      maxLength={
        match.type === 'colour' ? 40 : match.type === 'attendee' || match.type === 'organiser' ? 320 : 200
      }
      placeholder={
        match.type === 'title'
          ? t('rules_titleExample')
          : match.type === 'attendee' || match.type === 'organiser'
            ? t('rules_addressExample')
            : ''
      }
      spellcheck={false}
      onInput={(event) => set(event.currentTarget.value)}
    />
  )
}

const RuleLine = ({
  rule,
  place,
  last,
  calendars,
  onChange,
  onMove,
  onRemove,
}: {
  readonly rule: Rule
  /** 1-based place, as it is tried. */
  readonly place: number
  readonly last: boolean
  readonly calendars: readonly CalendarRecord[]
  readonly onChange: (rule: Rule) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}) => {
  const ofWord = rule.match.type === 'session' || rule.match.type === 'series'
  return (
    <li class="rule">
      <span class="place tabular" aria-hidden="true">
        {place}
      </span>
      <div class="controls">
        <select
          class="control"
          aria-label={t('rules_verdict', place)}
          value={rule.include ? 'yes' : 'no'}
          onChange={(event) => onChange({ ...rule, include: event.currentTarget.value === 'yes' })}
        >
          <option value="yes">{t('rules_include')}</option>
          <option value="no">{t('rules_exclude')}</option>
        </select>
        <select
          class="control"
          aria-label={t('rules_what', place)}
          value={rule.match.type}
          disabled={ofWord}
          onChange={(event) =>
            onChange({ ...rule, match: changedMatch(event.currentTarget.value, calendars[0]?.key ?? '') })
          }
        >
          {matchTypes(rule.match.type).map((type) => (
            <option key={type} value={type}>
              {matchWord(type)}
            </option>
          ))}
        </select>
        <ValueControl
          match={rule.match}
          calendars={calendars}
          label={t('rules_value', place)}
          onChange={(match) => onChange({ ...rule, match })}
        />
        {rule.include && (
          <select
            class="control"
            aria-label={t('rules_kind', place)}
            value={rule.kind ?? ''}
            onChange={(event) =>
              onChange({ ...rule, kind: (event.currentTarget.value || null) as Kind | null })
            }
          >
            <option value="">{t('rules_kindByClient')}</option>
            <option value="paid">{kindWord('paid')}</option>
            <option value="complimentary">{kindWord('complimentary')}</option>
          </select>
        )}
      </div>
      <div class="moves">
        <Button
          size="sm"
          variant="quiet"
          disabled={place === 1}
          aria-label={t('rules_up', place)}
          onClick={() => onMove(-1)}
        >
          ↑
        </Button>
        <Button
          size="sm"
          variant="quiet"
          disabled={last}
          aria-label={t('rules_down', place)}
          onClick={() => onMove(1)}
        >
          ↓
        </Button>
        <Button
          size="sm"
          variant="quiet"
          icon="close"
          aria-label={t('rules_remove', place)}
          onClick={onRemove}
        />
      </div>
    </li>
  )
}

const renumbered = (rules: readonly Rule[]): readonly Rule[] =>
  rules.map((rule, order) => ({ ...rule, order }))

/** The recognition rules in the order in which they are tried; the first that matches decides (PRODUCT 3). */
export const RulesEditor = ({
  rules,
  calendars,
  newId,
  onChange,
}: {
  readonly rules: readonly Rule[]
  readonly calendars: readonly CalendarRecord[]
  readonly newId: () => string
  readonly onChange: (rules: readonly Rule[]) => void
}) => {
  const move = (from: number, by: number) => {
    const next = [...rules]
    const [rule] = next.splice(from, 1)
    if (rule) next.splice(from + by, 0, rule)
    onChange(renumbered(next))
  }
  return (
    <div class="rules">
      <ol class="plain-list">
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            place={index + 1}
            last={index === rules.length - 1}
            calendars={calendars}
            onChange={(changed) => onChange(rules.map((each) => (each.id === rule.id ? changed : each)))}
            onMove={(by) => move(index, by)}
            onRemove={() => onChange(renumbered(rules.filter(({ id }) => id !== rule.id)))}
          />
        ))}
      </ol>
      <Button
        size="sm"
        icon="plus"
        onClick={() =>
          onChange(
            renumbered([
              ...rules,
              {
                id: newId(),
                order: rules.length,
                include: true,
                kind: null,
                match: { type: 'title', words: '' },
              },
            ]),
          )
        }
      >
        {t('rules_add')}
      </Button>
    </div>
  )
}
