import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../lib/browser/i18n.ts'
import type { Kind, Policy } from '../../../lib/core/policy.ts'
import { changesBetween } from '../../../lib/core/policy-change.ts'
import { defaultPolicy } from '../../../lib/core/policy-default.ts'
import type { PolicyTerms } from '../../../lib/core/policy-document.ts'
import { CASES, type Effect, effectOf, effectsOf, KINDS } from '../../../lib/core/policy-effect.ts'
import { Button } from '../../button.tsx'
import { Field } from '../../field.tsx'
import { codeWord } from '../past-words.ts'
import {
  DRAFT_LIMITS,
  type Draft,
  type DraftNumbers,
  draftOf,
  faultsIn,
  termsIn,
  withEffect,
} from './draft.ts'
import { PolicyChanges } from './policy-changes.tsx'
import { choiceWords, effectWords } from './policy-words.ts'
import '../forms.css'
import './policy.css'

const Rows = ({
  kind,
  draft,
  onChange,
}: {
  readonly kind: Kind
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}) => (
  <fieldset class="policy-rows">
    <legend>{kind === 'paid' ? t('policy_paid') : t('policy_free')}</legend>
    {CASES.map((each) => {
      const id = `${kind}/${each}` as const
      const effects = effectsOf(id)
      if (effects.length === 1)
        return (
          <p key={id} class="fixed">
            <span>{codeWord(each)}</span>
            {effectWords(id, effectOf(id, draft))}
          </p>
        )
      return (
        <Field key={id} label={codeWord(each)}>
          {(control) => (
            <select
              {...control}
              value={effectOf(id, draft)}
              onChange={(event) => onChange(withEffect(draft, id, event.currentTarget.value as Effect))}
            >
              {effects.map((effect) => (
                <option key={effect} value={effect}>
                  {choiceWords(id, effect)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )
    })}
  </fieldset>
)

const numberFields: readonly {
  readonly name: keyof DraftNumbers
  readonly label: string
  readonly hint: string
}[] = [
  { name: 'noticeHours', label: 'policy_noticeHours', hint: 'policy_noticeHint' },
  { name: 'waitingMinutes', label: 'policy_waitingMinutes', hint: 'policy_waitingHint' },
  { name: 'freeMisses', label: 'policy_freeCount', hint: 'policy_freeHint' },
]

const Numbers = ({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}) => {
  const faults = faultsIn(draft)
  return (
    <div class="policy-numbers">
      {numberFields.map(({ name, label, hint }) => (
        <Field
          key={name}
          label={t(label)}
          hint={t(hint)}
          error={faults.includes(name) ? t('policy_range', DRAFT_LIMITS[name]) : null}
        >
          {(control) => (
            <input
              {...control}
              type="number"
              min={0}
              max={DRAFT_LIMITS[name]}
              step={name === 'noticeHours' ? 'any' : 1}
              value={draft.numbers[name]}
              onInput={(event) =>
                onChange({ ...draft, numbers: { ...draft.numbers, [name]: event.currentTarget.value } })
              }
            />
          )}
        </Field>
      ))}
    </div>
  )
}

/**
 * The coach's own policy, edited: every knob in words, what it changes, and what it would have changed, before it is used. Nothing is
 * kept until then.
 */
export const PolicyEditor = ({
  policy,
  begin,
  busy,
  whatIf,
  onTry,
  onUse,
  onCancel,
}: {
  /** The one in force, with which the draft is compared. */
  readonly policy: Policy
  /** Where editing begins: the policy in force, or what a file says. */
  readonly begin: PolicyTerms
  readonly busy: boolean
  /** Draws what this policy would have made of past sessions, where that was asked. */
  readonly whatIf: (terms: PolicyTerms) => ComponentChildren
  readonly onTry: (terms: PolicyTerms) => void
  readonly onUse: (terms: PolicyTerms) => void
  readonly onCancel: () => void
}) => {
  const [draft, setDraft] = useState(() => draftOf(begin))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const terms = termsIn(draft)
  const changes = terms === null ? [] : changesBetween(policy, terms)
  return (
    <form
      class="form policy-editor"
      aria-label={t('policy_edit')}
      onSubmit={(event) => {
        event.preventDefault()
        if (terms !== null && changes.length > 0) onUse(terms)
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {t('policy_edit')}
      </h3>
      <Numbers draft={draft} onChange={setDraft} />
      {KINDS.map((kind) => (
        <Rows key={kind} kind={kind} draft={draft} onChange={setDraft} />
      ))}
      <section class="policy-outcome" aria-label={t('policy_changes')}>
        <h4>{t('policy_changes')}</h4>
        {changes.length === 0 ? (
          <p class="hint">{t('policy_noChanges')}</p>
        ) : (
          <PolicyChanges changes={changes} />
        )}
        {terms !== null && whatIf(terms)}
      </section>
      <p class="hint">{t('policy_useHint')}</p>
      <div class="buttons">
        <Button
          disabled={changes.length === 0}
          busy={busy}
          onClick={() => {
            if (terms !== null) onTry(terms)
          }}
        >
          {t('policy_try')}
        </Button>
        <Button type="submit" variant="primary" disabled={changes.length === 0} busy={busy}>
          {t('policy_use')}
        </Button>
        <Button variant="quiet" onClick={() => setDraft(draftOf(defaultPolicy))}>
          {t('policy_toDefault')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('dash_cancel')}
        </Button>
      </div>
    </form>
  )
}
