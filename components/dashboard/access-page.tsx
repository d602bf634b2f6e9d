import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { AccessView } from '../../lib/core/view/access.ts'
import { Button } from '../button.tsx'
import { calendarName, providerName } from '../calendar-name.ts'
import { Disclosure } from '../disclosure.tsx'
import { Icon } from '../icon.tsx'
import { WhatIsWritten } from './annotation-settings.tsx'
import { PageHead } from './page-head.tsx'
import './access-page.css'

/** Where the page stands: asked · refused, by the person or on the way · writing · done. */
type Stage = 'ask' | 'refused' | 'writing' | 'done'

const stageOf = ({ account, waiting }: AccessView, refused: boolean): Stage => {
  if (account.access === 'read') return refused ? 'refused' : 'ask'
  return waiting > 0 ? 'writing' : 'done'
}

/** What has come of it, or what a "no" leaves as it was. */
const state = (stage: Stage, view: AccessView, asked: number): string => {
  const calendar = calendarName(view.account)
  switch (stage) {
    case 'ask':
      return view.waiting > 0 ? plural('allow_waiting', view.waiting) : t('allow_noneWaiting')
    case 'refused':
      return t('allow_refused', calendar)
    case 'writing':
      return plural('allow_writing', view.waiting, calendar)
    case 'done':
      return asked > 0 ? plural('allow_written', asked, calendar) : t('allow_allowed', calendar)
  }
}

/** The one page for the one question to Google or Microsoft: may Afterward write? (PRODUCT 10: from a full page, when first needed.) */
export const AccessPage = ({
  view,
  asked,
  refused,
  busy,
  trouble,
  onAllow,
}: {
  readonly view: AccessView
  /** How many outcomes waited when access was asked for. */
  readonly asked: number
  /** The last attempt did not come to write access. */
  readonly refused: boolean
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onAllow: () => void
}) => {
  const stage = stageOf(view, refused)
  const provider = providerName(view.account)
  const may = stage === 'writing' || stage === 'done'
  return (
    <div class="access">
      <PageHead
        title={t(may ? 'allow_titleDone' : 'allow_title', calendarName(view.account))}
        lead={may ? view.account.email : t('allow_lead', view.account.email, provider)}
      />
      <p class={`state ${stage}`} role="status">
        <Icon name={stage === 'done' ? 'check' : stage === 'writing' ? 'clock' : 'info'} size={18} />
        {state(stage, view, asked)}
      </p>
      {trouble}
      <div class="row-actions">
        {may ? (
          <a class="button primary" href="#/past">
            {t('allow_goOn')}
          </a>
        ) : (
          <>
            <Button variant="primary" busy={busy} onClick={onAllow}>
              {t('allow_allow', provider)}
            </Button>
            <a class="button quiet" href="#/past">
              {t('allow_without')}
            </a>
          </>
        )}
      </div>
      {!may && (
        <Disclosure summary={t('annot_exactly')}>
          <WhatIsWritten />
        </Disclosure>
      )}
    </div>
  )
}
