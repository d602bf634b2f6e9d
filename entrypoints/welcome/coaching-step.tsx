import { useMemo, useState } from 'preact/hooks'
import { RulePreview } from '../../components/dashboard/rule-preview.tsx'
import { isComplete } from '../../components/dashboard/rule-words.ts'
import { RulesEditor } from '../../components/dashboard/rules-editor.tsx'
import { Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Rule } from '../../lib/core/recognise.ts'
import { proposeRules } from '../../lib/core/rule-proposal.ts'
import { previewRules } from '../../lib/core/view/rule-preview.ts'
import { live } from '../../lib/store/queries/live.ts'
import { rulesWithEvents } from '../../lib/store/queries/rules.ts'
import { saveRules } from '../dashboard/save-rules.ts'
import { newId } from '../prompt/card-wire.ts'
import type { StepProps } from './step.ts'

/** The proposed rules with what they would make of the stored events; nothing is saved until the coach goes on. */
export const CoachingStep = ({ reached, onStep, onNext }: StepProps) => {
  const act = useAct()
  const now = useNow()
  const [draft, setDraft] = useState<readonly Rule[] | null>(null)
  const { value: view } = useLive(() => live((db) => rulesWithEvents(db, correctedNow())), [])
  const proposed = useMemo(
    () => view && (view.rules.length > 0 ? view.rules : proposeRules(view.events, view.coach([]), newId)),
    [view],
  )
  const rules = draft ?? proposed ?? []
  const complete = rules.filter(isComplete)
  const preview = useMemo(
    () => view && previewRules(view.events, complete, view.coach(complete)),
    [view, rules],
  )
  const save = () => act.run('rules', () => saveRules(complete), onNext)
  return (
    <WelcomeFrame
      step="coaching"
      reached={reached}
      title={t('welcome_coachingTitle')}
      lead={t('welcome_coachingLead')}
      onStep={onStep}
      // Before the rules are read, going on would save that there are none: nobody would be a client.
      next={{ label: t('welcome_next'), busy: act.busy.has('rules'), disabled: !view, onPress: save }}
    >
      {view && preview ? (
        <>
          <RulesEditor rules={rules} calendars={view.calendars} newId={newId} onChange={setDraft} />
          {view.events.length > 0 ? (
            <RulePreview preview={preview} now={now} />
          ) : (
            <p class="hint">{t('rules_none')}</p>
          )}
        </>
      ) : (
        <Skeleton lines={6} label={t('dash_loading')} />
      )}
      <RefusalNote act={act} names={['rules']} />
    </WelcomeFrame>
  )
}
