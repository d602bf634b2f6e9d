import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { LeftOut } from '../../lib/core/left-out.ts'
import { monthOf } from '../../lib/core/time.ts'
import type { ClientRow, ClientsView, ProgramView, Stranger } from '../../lib/core/view/client.ts'
import { overNow } from '../../lib/core/view/months.ts'
import { Button } from '../button.tsx'
import { EmptyState, Skeleton } from '../feedback.tsx'
import { monthName, shortDate, timeRange } from '../format.ts'
import { Gradually } from '../gradually.tsx'
import { Icon } from '../icon.tsx'
import { Pill } from '../pill.tsx'
import { PaceWord } from './pace-word.tsx'
import { PageHead } from './page-head.tsx'
import { kindWord } from './past-words.ts'
import { UncoveredLine, UsageBar } from './usage-bar.tsx'
import './clients.css'

/** More than the present month's sessions, in words; months gone by stand on the client's page. */
const MonthOver = ({ view, now }: { readonly view: ProgramView; readonly now: number }) => {
  const over = overNow(view, now)
  return over === 0 ? null : (
    <Pill tone="alarm" icon="warning">
      {t('clients_monthOver', over, monthName(monthOf(now, view.program.zone), now))}
    </Pill>
  )
}

const Line = ({ row, now }: { readonly row: ClientRow; readonly now: number }) => (
  <li class="client-row">
    <a href={`#/clients/${encodeURIComponent(row.id)}`}>
      <span class="who">
        <span class="name">{row.name}</span>
        <span class="meta">
          {kindWord(row.kind)}
          {row.dontAsk && ` · ${t('clients_notAsked')}`}
        </span>
      </span>
      <span class="program">
        {row.current ? (
          <>
            <UsageBar view={row.current}>
              <MonthOver view={row.current} now={now} />
            </UsageBar>
            {row.current.pace.state !== 'nothing-booked' && <PaceWord pace={row.current.pace} />}
          </>
        ) : row.uncovered.sessions > 0 ? (
          <UncoveredLine uncovered={row.uncovered} now={now} />
        ) : (
          <span class="none">{t('clients_noProgram')}</span>
        )}
      </span>
      <span class="next">
        {row.waiting > 0 && (
          <Pill tone="unanswered" icon="question">
            {plural('clients_waiting', row.waiting)}
          </Pill>
        )}
        <span class="meta">
          {row.next
            ? t('clients_next', `${shortDate(row.next.start, now)}, ${timeRange(row.next)}`)
            : row.current?.pace.state !== 'paused' && t('clients_nothingBooked')}
        </span>
      </span>
      <Icon name="right" />
    </a>
  </li>
)

/** People met in sessions who are nobody's client yet: one click makes each a client. */
const Strangers = ({
  strangers,
  busy,
  onAdd,
  onLeaveOut,
}: {
  readonly strangers: readonly Stranger[]
  readonly busy: ReadonlySet<string>
  readonly onAdd: (stranger: Stranger) => void
  readonly onLeaveOut: (address: string) => void
}) => (
  <section class="strangers">
    <h2>{t('clients_strangers')}</h2>
    <p class="lead">{t('clients_strangersHow')}</p>
    <ul class="plain-list">
      {strangers.map((stranger) => (
        <li key={stranger.address}>
          <span class="who">
            <span class="name">{stranger.name || stranger.address}</span>
            <span class="meta">
              {stranger.name ? `${stranger.address} · ` : ''}
              {plural('clients_sessions', stranger.sessions)}
            </span>
          </span>
          <span class="side-actions">
            <Button
              size="sm"
              variant="quiet"
              busy={busy.has(`out:${stranger.address}`)}
              aria-label={t('clients_leaveOutNamed', stranger.name || stranger.address)}
              onClick={() => onLeaveOut(stranger.address)}
            >
              {t('clients_leaveOut')}
            </Button>
            <Button
              size="sm"
              icon="plus"
              busy={busy.has(`add:${stranger.address}`)}
              aria-label={t('clients_addNamed', stranger.name || stranger.address)}
              onClick={() => onAdd(stranger)}
            >
              {t('clients_add')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  </section>
)

/** Assistants and sponsors: whom the coach's rules leave out of every session, and the way back (E18). */
const NeverClients = ({
  leftOut,
  busy,
  onLetIn,
}: {
  readonly leftOut: readonly LeftOut[]
  readonly busy: ReadonlySet<string>
  readonly onLetIn: (ruleId: string, addressOrDomain: string) => void
}) => (
  <section class="strangers">
    <h2>{t('clients_leftOut')}</h2>
    <p class="lead">{t('clients_leftOutHow')}</p>
    <ul class="plain-list">
      {leftOut.map(({ ruleId, addressOrDomain }) => (
        <li key={ruleId}>
          <span class="who">{addressOrDomain}</span>
          <Button
            size="sm"
            variant="quiet"
            busy={busy.has(`in:${ruleId}`)}
            aria-label={t('clients_letInNamed', addressOrDomain)}
            onClick={() => onLetIn(ruleId, addressOrDomain)}
          >
            {t('clients_letIn')}
          </Button>
        </li>
      ))}
    </ul>
  </section>
)

/** All clients with what is used and left. */
export const ClientsPage = ({
  view,
  now,
  busy,
  notes,
  onNew,
  onAdd,
  onLeaveOut,
  onLetIn,
}: {
  readonly view: ClientsView | undefined
  readonly now: number
  readonly busy: ReadonlySet<string>
  readonly notes?: ComponentChildren
  readonly onNew: () => void
  readonly onAdd: (stranger: Stranger) => void
  readonly onLeaveOut: (address: string) => void
  readonly onLetIn: (ruleId: string, addressOrDomain: string) => void
}) => (
  <>
    <PageHead
      title={t('dash_clients')}
      lead={t('clients_lead')}
      actions={
        <Button icon="plus" onClick={onNew}>
          {t('clients_new')}
        </Button>
      }
    />
    {notes}
    {view === undefined ? (
      <Skeleton lines={6} label={t('dash_loading')} />
    ) : (
      <>
        {view.clients.length === 0 && view.strangers.length === 0 && (
          <EmptyState icon="person" title={t('clients_none')}>
            {t('clients_noneHow')}
          </EmptyState>
        )}
        {view.clients.length > 0 && (
          <ul class="plain-list client-list">
            <Gradually items={view.clients} row={(row) => <Line key={row.id} row={row} now={now} />} />
          </ul>
        )}
        {view.strangers.length > 0 && (
          <Strangers strangers={view.strangers} busy={busy} onAdd={onAdd} onLeaveOut={onLeaveOut} />
        )}
        {view.leftOut.length > 0 && <NeverClients leftOut={view.leftOut} busy={busy} onLetIn={onLetIn} />}
      </>
    )}
  </>
)
