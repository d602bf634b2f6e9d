import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Disclosure } from '../disclosure.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'
import './settings.css'

/** What can be set, in its order; each part has an address of its own, `#/settings/<part>`, and a word for the link to it. */
const parts = [
  {
    part: 'accounts',
    word: () => t('settings_toAccounts'),
    title: () => t('accounts_title'),
    hint: () => t('accounts_hint'),
  },
  {
    part: 'coaching',
    word: () => t('settings_toCoaching'),
    title: () => t('rules_title'),
    hint: () => t('rules_hint'),
  },
  {
    part: 'asking',
    word: () => t('settings_toAsking'),
    title: () => t('ask_title'),
    hint: () => t('ask_hint'),
  },
  {
    part: 'rescheduling',
    word: () => t('resched_title'),
    title: () => t('resched_title'),
    hint: () => t('resched_hint'),
  },
  {
    part: 'letters',
    word: () => t('letters_title'),
    title: () => t('letters_title'),
    hint: () => t('letters_hint'),
  },
  {
    part: 'outcomes',
    word: () => t('settings_toOutcomes'),
    title: () => t('annot_title'),
    hint: () => t('annot_hint'),
  },
  {
    part: 'writing',
    word: () => t('settings_toWriting'),
    title: () => t('sync_title'),
    hint: () => t('sync_hint'),
  },
  {
    part: 'data',
    word: () => t('data_title'),
    title: () => t('data_title'),
    hint: () => t('data_hint'),
  },
] as const

/** The place of a part on the page: named as its address is, so that the browser itself goes there. */
const placeOf = (part: string): string => `/settings/${part}`

/** Every part in one line that stays in sight: where to find what. */
const PartLinks = () => (
  <nav class="settings-parts" aria-label={t('settings_parts')}>
    <ul class="plain-list">
      {parts.map(({ part, word }) => (
        <li key={part}>
          <a href={`#${placeOf(part)}`}>{word()}</a>
        </li>
      ))}
      <li>
        <a href={`#${placeOf('advanced')}`}>{t('settings_advanced')}</a>
      </li>
    </ul>
  </nav>
)

/** The settings under one roof; the content of each part is given from outside. */
export const SettingsPage = ({
  notes,
  policy,
  ownClient,
  direct,
  evidence,
  diagnostics,
  part,
  wanted,
  ...contents
}: Readonly<
  Record<
    (typeof parts)[number]['part'] | 'notes' | 'policy' | 'ownClient' | 'direct' | 'evidence' | 'diagnostics',
    ComponentChildren
  >
> & {
  /** The part that the address names, or undefined. */
  readonly part: string | undefined
  /** What the link that led here was about; it stands open. */
  readonly wanted: 'own-client' | null
}) => {
  // Gone to from another page, the part was not there yet when the browser looked for it.
  useEffect(() => {
    if (part !== undefined) document.getElementById(placeOf(part))?.scrollIntoView()
  }, [part])
  return (
    <>
      <PageHead title={t('dash_settings')} lead={t('settings_lead')} />
      <PartLinks />
      {notes}
      {parts.map((each) => (
        <Section key={each.part} id={placeOf(each.part)} title={each.title()} hint={each.hint()}>
          {contents[each.part]}
        </Section>
      ))}
      <Section id={placeOf('advanced')} title={t('settings_advanced')}>
        <Disclosure summary={t('policy_title')}>
          <p class="hint">{t('policy_hint')}</p>
          {policy}
        </Disclosure>
        <Disclosure summary={t('own_title')} open={wanted === 'own-client'}>
          {ownClient}
        </Disclosure>
        <Disclosure summary={t('direct_title')}>{direct}</Disclosure>
        <Disclosure summary={t('evidence_title')}>{evidence}</Disclosure>
        <Disclosure summary={t('diag_title')}>{diagnostics}</Disclosure>
      </Section>
    </>
  )
}
