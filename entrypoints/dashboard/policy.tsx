import { useRef, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { PolicyEditor } from '../../components/dashboard/policy/policy-editor.tsx'
import { PolicyTable } from '../../components/dashboard/policy/policy-table.tsx'
import { PolicyVersions } from '../../components/dashboard/policy/policy-versions.tsx'
import { faultWords } from '../../components/dashboard/policy/policy-words.ts'
import { WhatIf } from '../../components/dashboard/policy/what-if.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { ErrorNote } from '../../components/feedback.tsx'
import { Icon } from '../../components/icon.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import { documentOf, type PolicyTerms, parsePolicy, saysTheSame } from '../../lib/core/policy-document.ts'
import { ok } from '../../lib/core/result.ts'
import { policyOf, type Settings } from '../../lib/core/settings.ts'
import type { WhatIfView } from '../../lib/core/view/what-if.ts'
import { send } from '../../lib/messaging.ts'
import { booksForReading, live } from '../../lib/store/queries/live.ts'
import { policyHistory } from '../../lib/store/queries/policies.ts'
import { whatIf } from '../../lib/store/queries/what-if.ts'
import { saveAsFile } from './save-as-file.ts'

/** What is being edited, and whether a file began it. */
type Editing = { readonly begin: PolicyTerms; readonly fromFile: boolean }
type Tried = { readonly terms: PolicyTerms; readonly view: WhatIfView }

/** More than any policy takes; a bigger file is something else, and is not even read. */
const LARGEST_FILE = 200_000

/** The policy: read, edited, tried on the past, exported and imported; read-only where the organisation sets it. */
export const PolicyPart = ({
  settings,
  now,
  tell,
}: {
  readonly settings: Settings
  readonly now: number
  readonly tell: (words: string) => void
}) => {
  const act = useAct()
  const [editing, setEditing] = useState<Editing | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const change = useRef<HTMLButtonElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const { value: history } = useLive(() => live(policyHistory), [])
  const policy = policyOf(settings)
  const { organisation } = settings
  // An organisation that sets the policy meanwhile ends the editing.
  const isEditing = editing !== null && !organisation

  const close = () => {
    setEditing(null)
    setTried(null)
    // The editor goes away with the focus in it.
    requestAnimationFrame(() => change.current?.focus())
  }
  const read = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return
    setRefused(null)
    const found = parsePolicy(chosen.size > LARGEST_FILE ? '' : await chosen.text())
    if (found.ok) setEditing({ begin: found.value, fromFile: true })
    else setRefused(faultWords(found.error))
  }
  const tryOut = (terms: PolicyTerms) =>
    act.run(
      'policy:try',
      async () => ok(await whatIf(booksForReading(), { ...terms, version: '' }, now)),
      (view) => {
        setTried({ terms, view })
        tell(
          view.otherwise.length === 0
            ? plural('policy_ifNone', view.weighed)
            : plural('policy_ifSome', view.otherwise.length, view.weighed),
        )
      },
    )
  const use = (terms: PolicyTerms) => {
    const by = editing?.fromFile && saysTheSame(editing.begin, terms) ? 'file' : 'coach'
    act.run(
      'policy:use',
      () => send('savePolicy', { policy: documentOf(terms), by }),
      () => {
        close()
        tell(t('policy_used'))
      },
    )
  }

  return (
    <div class="policy-part">
      {organisation && (
        <p class="policy-managed">
          <Icon name="info" />
          <span>{t('policy_managed')}</span>
        </p>
      )}
      {organisation?.fault && (
        <ErrorNote
          what={faultWords(organisation.fault)}
          safe={t(organisation.policy ? 'policy_managedLast' : 'policy_managedNone')}
        />
      )}
      {!isEditing && <PolicyTable policy={policy} />}
      {refused && (
        <ErrorNote
          what={refused}
          safe={t('policy_importSafe')}
          action={{ label: t('refusal_ok'), onPress: () => setRefused(null) }}
        />
      )}
      {isEditing ? (
        <PolicyEditor
          key={editing.fromFile ? JSON.stringify(editing.begin) : 'own'}
          policy={policy}
          begin={editing.begin}
          busy={act.busy.size > 0}
          whatIf={(terms) =>
            tried && saysTheSame(tried.terms, terms) ? <WhatIf view={tried.view} now={now} /> : null
          }
          onTry={tryOut}
          onUse={use}
          onCancel={close}
        />
      ) : (
        <div class="buttons">
          {!organisation && (
            <>
              <Button
                ref={change}
                icon="sliders"
                onClick={() => setEditing({ begin: policy, fromFile: false })}
              >
                {t('policy_edit')}
              </Button>
              <Button onClick={() => file.current?.click()}>{t('policy_import')}</Button>
              <input
                ref={file}
                hidden
                type="file"
                accept="application/json,.json"
                aria-label={t('policy_import')}
                onChange={(event) => {
                  void read(event.currentTarget.files?.[0]).catch(reportError)
                  event.currentTarget.value = ''
                }}
              />
            </>
          )}
          <Button
            onClick={() =>
              saveAsFile('afterward-policy.json', `${JSON.stringify(documentOf(policy), null, 2)}\n`)
            }
          >
            {t('policy_export')}
          </Button>
        </div>
      )}
      <RefusalNote act={act} names={['policy']} />
      <Disclosure summary={t('policy_versions')}>
        <PolicyVersions history={history ?? []} now={now} />
      </Disclosure>
    </div>
  )
}
