import { useMemo, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { RulePreview } from '../../components/dashboard/rule-preview.tsx'
import { isComplete } from '../../components/dashboard/rule-words.ts'
import { RulesEditor } from '../../components/dashboard/rules-editor.tsx'
import { Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Rule } from '../../lib/core/recognise.ts'
import { previewRules } from '../../lib/core/view/rule-preview.ts'
import { live } from '../../lib/store/queries/live.ts'
import { rulesWithEvents } from '../../lib/store/queries/rules.ts'
import { newId } from '../prompt/card-wire.ts'
import { saveRules } from './save-rules.ts'

/** What is coaching: the rules, tried on stored events while they are changed, saved when the coach says so. */
export const RulesPart = ({
  now,
  tell,
}: {
  readonly now: number
  readonly tell: (words: string) => void
}) => {
  const act = useAct()
  const [draft, setDraft] = useState<readonly Rule[] | null>(null)
  const { value: view } = useLive(() => live((db) => rulesWithEvents(db, correctedNow())), [])
  const rules = draft ?? view?.rules ?? []
  const preview = useMemo(() => {
    const complete = rules.filter(isComplete)
    return view && previewRules(view.events, complete, view.coach(complete))
  }, [view, rules])
  if (!(view && preview)) return <Skeleton lines={4} label={t('dash_loading')} />
  const complete = rules.filter(isComplete)
  const save = () =>
    act.run(
      'rules',
      () => saveRules(complete),
      () => {
        setDraft(null)
        tell(t('rules_saved'))
      },
    )
  return (
    <>
      <RulesEditor rules={rules} calendars={view.calendars} newId={newId} onChange={setDraft} />
      {view.events.length > 0 ? (
        <RulePreview preview={preview} now={now} />
      ) : (
        <p class="hint">{t('rules_none')}</p>
      )}
      <RefusalNote act={act} names={['rules']} />
      {draft && (
        <div class="row-actions">
          <Button variant="primary" busy={act.busy.has('rules')} onClick={save}>
            {t('rules_save')}
          </Button>
          <Button variant="quiet" onClick={() => setDraft(null)}>
            {t('rules_discard')}
          </Button>
          {complete.length < rules.length && <span class="hint">{t('rules_incomplete')}</span>}
        </div>
      )}
    </>
  )
}
