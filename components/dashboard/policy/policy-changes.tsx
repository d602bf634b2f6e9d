import { t } from '../../../lib/browser/i18n.ts'
import type { PolicyChange } from '../../../lib/core/policy-change.ts'
import { changeWords } from './policy-words.ts'
import './policy.css'

/** What one policy says differently from another, in words: what it is about, what was, what is. */
export const PolicyChanges = ({ changes }: { readonly changes: readonly PolicyChange[] }) => (
  <ul class="policy-changes plain-list">
    {changes.map((change) => {
      const { about, before, after } = changeWords(change)
      return (
        <li key={about}>
          <strong>{about}</strong>
          <span>
            {t('policy_was')} <del>{before}</del>
          </span>
          <span>
            {t('policy_now')} <ins>{after}</ins>
          </span>
        </li>
      )
    })}
  </ul>
)
