import { plural, t } from '../../../lib/browser/i18n.ts'
import type { WhatIfView } from '../../../lib/core/view/what-if.ts'
import { number, shortDate } from '../../format.ts'
import { OutcomePill } from '../../pill.tsx'
import { codeWord } from '../past-words.ts'
import '../statement.css'
import './policy.css'

/** So many sessions are named; of more, their number and the balances are enough to judge by. */
const NAMED = 100

const counted = (counts: boolean): string => t(counts ? 'policy_counted' : 'policy_notCounted')

const Sessions = ({ view, now }: { readonly view: WhatIfView; readonly now: number }) => (
  <div class="statement-room">
    <table class="statement">
      <caption>{t('policy_ifSessions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('policy_ifSession')}</th>
          <th scope="col">{t('policy_ifWas')}</th>
          <th scope="col">{t('policy_ifWould')}</th>
        </tr>
      </thead>
      <tbody>
        {view.otherwise.slice(0, NAMED).map(({ entry, name, before, after, policyVersion }) => (
          <tr key={entry.id}>
            <th scope="row">
              {shortDate(entry.sessionStart, now)} {name}
              <small>{codeWord(entry.code)}</small>
            </th>
            <td>
              <OutcomePill outcome={before.mark} />
              <small>{counted(before.counts)}</small>
              <small>
                <code>{policyVersion}</code>
              </small>
            </td>
            <td>
              <OutcomePill outcome={after.mark} />
              <small>{counted(after.counts)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {view.otherwise.length > NAMED && (
      <p class="hint">{plural('policy_ifMore', view.otherwise.length - NAMED)}</p>
    )}
  </div>
)

const Balances = ({ balances }: { readonly balances: WhatIfView['balances'] }) => (
  <div class="statement-room">
    <table class="statement">
      <caption>{t('policy_ifBalances')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('policy_ifClient')}</th>
          <th scope="col" class="number">
            {t('policy_ifWas')}
          </th>
          <th scope="col" class="number">
            {t('policy_ifWould')}
          </th>
        </tr>
      </thead>
      <tbody>
        {balances.map(({ client, name, before, after, programs }) => (
          <tr key={client}>
            <th scope="row">
              {name}
              {programs.map((program) => (
                <small key={program.name}>
                  {t('policy_ifProgram', program.name, program.before, program.after, program.total)}
                </small>
              ))}
            </th>
            <td class="number">{number(before)}</td>
            <td class="number">{number(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** What a policy would have made of the past: which sessions, and whose balance. Nothing is changed by it. */
export const WhatIf = ({ view, now }: { readonly view: WhatIfView; readonly now: number }) => (
  <div class="what-if">
    <p>
      <strong>
        {view.otherwise.length === 0
          ? plural('policy_ifNone', view.weighed)
          : plural('policy_ifSome', view.otherwise.length, view.weighed)}
      </strong>{' '}
      {t('policy_ifStays')}
    </p>
    {view.unsure > 0 && <p class="hint">{plural('policy_ifUnsure', view.unsure)}</p>}
    {view.otherwise.length > 0 && <Sessions view={view} now={now} />}
    {view.balances.length > 0 && <Balances balances={view.balances} />}
  </div>
)
