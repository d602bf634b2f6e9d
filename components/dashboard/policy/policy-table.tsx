import { plural, t } from '../../../lib/browser/i18n.ts'
import type { Policy } from '../../../lib/core/policy.ts'
import { CASES, KINDS } from '../../../lib/core/policy-effect.ts'
import { HOUR } from '../../../lib/core/time.ts'
import { OutcomePill } from '../../pill.tsx'
import { codeWord, kindWord } from '../past-words.ts'
import { consequenceOf } from './policy-words.ts'
import '../statement.css'

/** The policy as the table it is, in words; read-only (PRODUCT 2). */
export const PolicyTable = ({ policy }: { readonly policy: Policy }) => (
  <div class="policy">
    {KINDS.map((kind) => (
      <section key={kind} class="statement-room" aria-label={kindWord(kind)}>
        <table class="statement">
          <caption>{kind === 'paid' ? t('policy_paid') : t('policy_free')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('statement_answer')}</th>
              <th scope="col" class="outcome">
                <span>{t('statement_outcome')}</span>
              </th>
              <th scope="col">{t('policy_consequence')}</th>
            </tr>
          </thead>
          <tbody>
            {CASES.map((each) => (
              <tr key={each}>
                <th scope="row">{codeWord(each)}</th>
                <td>
                  <OutcomePill outcome={policy.rows[`${kind}/${each}`].mark} />
                </td>
                <td>{consequenceOf(`${kind}/${each}`, policy.rows[`${kind}/${each}`])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    ))}
    <p class="hint">{plural('policy_notice', policy.noticeMs / HOUR)}</p>
    <p class="hint">{plural('policy_waiting', policy.waitingMinutes)}</p>
    {policy.freeMisses > 0 && <p class="hint">{plural('policy_freeMisses', policy.freeMisses)}</p>}
  </div>
)
