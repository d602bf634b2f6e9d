import { t } from '../../../lib/browser/i18n.ts'
import { changesBetween, type PolicyUse } from '../../../lib/core/policy-change.ts'
import { defaultPolicy } from '../../../lib/core/policy-default.ts'
import { shortDate, timeOf } from '../../format.ts'
import { PolicyChanges } from './policy-changes.tsx'
import { byWords } from './policy-words.ts'
import './policy.css'

/** Every policy that was in force here, the latest first, each with what it changed. Answers keep the version that decided them. */
export const PolicyVersions = ({
  history,
  now,
}: {
  /** Latest first. */
  readonly history: readonly PolicyUse[]
  readonly now: number
}) => (
  <div class="policy-versions">
    <p class="hint">{t('policy_versionsHint')}</p>
    <ol class="plain-list">
      {history.map(({ id, at, by, policy }, index) => (
        <li key={id}>
          <p>
            <strong>{t('policy_since', `${shortDate(at, now)} ${timeOf(at)}`)}</strong> {byWords(by)}{' '}
            <code>{policy.version}</code>
          </p>
          <PolicyChanges changes={changesBetween(history[index + 1]?.policy ?? defaultPolicy, policy)} />
        </li>
      ))}
      <li>
        <p>
          <strong>{t('policy_fromStart')}</strong> {t('policy_builtIn')} <code>{defaultPolicy.version}</code>
        </p>
      </li>
    </ol>
  </div>
)
