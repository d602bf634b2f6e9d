import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { Disclosure } from '../disclosure.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'
import './settings.css'

/** The order and the names of the settings; each part is given from outside. */
export const SettingsPage = ({
  notes,
  accounts,
  rules,
  ask,
  reschedule,
  letters,
  annotations,
  policy,
  sync,
  ownClient,
  wanted,
  direct,
  diagnostics,
}: Readonly<
  Record<
    | 'notes'
    | 'accounts'
    | 'rules'
    | 'ask'
    | 'reschedule'
    | 'letters'
    | 'annotations'
    | 'policy'
    | 'sync'
    | 'ownClient'
    | 'direct'
    | 'diagnostics',
    ComponentChildren
  >
> & {
  /** What the link that led here was about; it stands open. */
  readonly wanted: 'own-client' | null
}) => (
  <>
    <PageHead title={t('dash_settings')} lead={t('settings_lead')} />
    {notes}
    <Section title={t('accounts_title')} hint={t('accounts_hint')}>
      {accounts}
    </Section>
    <Section title={t('rules_title')} hint={t('rules_hint')}>
      {rules}
    </Section>
    <Section title={t('ask_title')} hint={t('ask_hint')}>
      {ask}
    </Section>
    <Section title={t('resched_title')} hint={t('resched_hint')}>
      {reschedule}
    </Section>
    <Section title={t('letters_title')} hint={t('letters_hint')}>
      {letters}
    </Section>
    <Section title={t('annot_title')} hint={t('annot_hint')}>
      {annotations}
    </Section>
    <Section title={t('policy_title')} hint={t('policy_hint')}>
      <Disclosure summary={t('policy_show')}>{policy}</Disclosure>
    </Section>
    <Section title={t('sync_title')} hint={t('sync_hint')}>
      {sync}
    </Section>
    <Section title={t('settings_advanced')}>
      <Disclosure summary={t('own_title')} open={wanted === 'own-client'}>
        {ownClient}
      </Disclosure>
      <Disclosure summary={t('direct_title')}>{direct}</Disclosure>
      <Disclosure summary={t('diag_title')}>{diagnostics}</Disclosure>
    </Section>
  </>
)
