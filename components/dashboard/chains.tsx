import { t } from '../../lib/browser/i18n.ts'
import type { ClientView } from '../../lib/core/view/client.ts'
import { shortDate } from '../format.ts'
import { Icon } from '../icon.tsx'
import { OutcomePill, Pill } from '../pill.tsx'
import { hasPill, stateWord } from './past-words.ts'
import './chains.css'

/** What made up for what, and what made up for that (E42): one line a chain. */
export const Chains = ({ chains, now }: { readonly chains: ClientView['chains']; readonly now: number }) => (
  <ul class="chains plain-list">
    {chains.map((chain) => (
      <li key={chain.at(-1)?.key}>
        {chain.map(({ key, start, state }, index) => (
          <span key={key} class="link-of-chain">
            {index > 0 && (
              <>
                <Icon name="link" />
                <span class="visually-hidden">{t('client_chainThen')}</span>
              </>
            )}
            <span>{shortDate(start, now)}</span>
            {state === 'upcoming' ? (
              <Pill>{t('client_upcoming')}</Pill>
            ) : hasPill(state) ? (
              <OutcomePill outcome={state} />
            ) : (
              <Pill>{stateWord(state)}</Pill>
            )}
          </span>
        ))}
      </li>
    ))}
  </ul>
)
