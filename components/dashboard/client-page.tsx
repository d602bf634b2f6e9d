import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { attachedTo, type Program } from '../../lib/core/program.ts'
import type { ClientNote, ClientView, ProgramView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { plainDate } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Chains } from './chains.tsx'
import { type ClientEntry, ClientForm } from './client-form.tsx'
import { ClientNotes } from './client-notes.tsx'
import { ClientSessions } from './client-sessions.tsx'
import { GlyphRow } from './glyph-row.tsx'
import { NoProgram } from './no-program.tsx'
import { PageHead } from './page-head.tsx'
import { kindWord } from './past-words.ts'
import { type ProgramEntry, ProgramForm } from './program-form.tsx'
import { SamePerson } from './same-person.tsx'
import { Statement } from './statement.tsx'
import { UncoveredLine, UsageBar } from './usage-bar.tsx'
import './client.css'

const span = ({ from, to }: ProgramView['program']): string =>
  to === null ? t('program_since', plainDate(from)) : t('program_span', plainDate(from), plainDate(to))

/** How many sessions in the books would belong to a program as it is being entered; a new one keeps the coach's present zone. */
const attachedBy = (view: ClientView, edited: Program | null, entry: ProgramEntry, now: number): number => {
  const { id = '', zone = Temporal.Now.timeZoneId(), createdAt = now } = edited ?? {}
  const entered = { ...entry, id, clientId: view.client.id, zone, createdAt }
  const programs = view.programs.map(({ program }) => program)
  return attachedTo(entered, programs, view.audit, view.client)
}

const ProgramLine = ({
  view,
  busy,
  onEdit,
  onRemove,
}: {
  readonly view: ProgramView
  readonly busy: boolean
  readonly onEdit: () => void
  readonly onRemove: () => void
}) => (
  <li class="program-line">
    <div>
      <p class="name">{view.program.name}</p>
      <p class="meta">
        {span(view.program)}
        {view.program.perMonth !== null && ` · ${t('program_perMonthShort', view.program.perMonth)}`}
        {view.program.alreadyUsed > 0 && ` · ${t('program_usedBefore', view.program.alreadyUsed)}`}
      </p>
    </div>
    <UsageBar view={view} />
    <div class="side-actions" data-screen>
      <Button size="sm" variant="quiet" onClick={onEdit}>
        {t('dash_edit')}
      </Button>
      <Button size="sm" variant="quiet" busy={busy} onClick={onRemove}>
        {t('dash_remove')}
      </Button>
    </div>
  </li>
)

/** One client: the glyph row, the programs and what they have used, and the statement they are derived from. */
export const ClientPage = ({
  view,
  now,
  today,
  busy,
  notes,
  onAddSession,
  onSaveClient,
  onMerge,
  onSplit,
  onSaveProgram,
  onRemoveProgram,
  onSaveNote,
  onSaveStatement,
  renderRecord,
}: {
  readonly view: ClientView
  readonly now: number
  readonly today: string
  readonly busy: string | null
  readonly notes?: ComponentChildren
  readonly onAddSession: () => void
  /** `done` closes the form. */
  readonly onSaveClient: (entry: ClientEntry, done: () => void) => void
  readonly onMerge: (otherId: string, name: string) => void
  readonly onSplit: (otherId: string, name: string) => void
  readonly onSaveProgram: (programId: string | null, entry: ProgramEntry, done: () => void) => void
  readonly onRemoveProgram: (programId: string) => void
  readonly onSaveNote: (note: ClientNote) => void
  readonly onSaveStatement: () => void
  /** What is kept of one session. */
  readonly renderRecord: (sessionKey: string) => ComponentChildren
}) => {
  // What is being edited: 'client', 'new', or a program's id.
  const [editing, setEditing] = useState<string | null>(null)
  const close = () => setEditing(null)
  // What opens a form stays, so that the focus has a place to come back to.
  const toggle = (what: string) => setEditing(editing === what ? null : what)
  const { client } = view
  const edited = view.programs.find(({ program }) => program.id === editing)?.program ?? null
  return (
    <>
      <p class="crumb" data-screen>
        <a href="#/clients">
          <Icon name="left" size={14} />
          {t('dash_clients')}
        </a>
      </p>
      <PageHead
        title={client.name}
        lead={[kindWord(view.kind), ...client.addresses].join(' · ')}
        actions={
          <Button aria-expanded={editing === 'client'} onClick={() => toggle('client')}>
            {t('dash_edit')}
          </Button>
        }
      />
      <div data-screen>{notes}</div>
      {editing === 'client' && (
        <ClientForm
          initial={client}
          kind={view.kind}
          busy={busy === 'client'}
          onCancel={close}
          onSave={(entry) => onSaveClient(entry, close)}
        />
      )}
      {editing === 'client' && <SamePerson view={view} busy={busy} onMerge={onMerge} onSplit={onSplit} />}
      <section class="part" data-screen>
        <header>
          <h2>{t('client_sessions')}</h2>
          <Button size="sm" icon="plus" onClick={onAddSession}>
            {t('hand_add')}
          </Button>
        </header>
        {view.sessions.length === 0 ? (
          <p class="faint">{t('client_noSessions')}</p>
        ) : (
          <>
            <GlyphRow sessions={view.sessions} now={now} />
            <ClientSessions
              sessions={view.sessions}
              name={client.name}
              now={now}
              renderRecord={renderRecord}
            />
          </>
        )}
      </section>
      {view.chains.length > 0 && (
        <section class="part" data-screen>
          <h2>{t('client_chains')}</h2>
          <Chains chains={view.chains} now={now} />
        </section>
      )}
      <section class="part">
        <header>
          <h2>{t('client_programs')}</h2>
          {view.programs.length > 0 && (
            <Button
              size="sm"
              icon="plus"
              data-screen
              aria-expanded={editing === 'new'}
              onClick={() => toggle('new')}
            >
              {t('program_new')}
            </Button>
          )}
        </header>
        {view.programs.length > 0 && <UncoveredLine uncovered={view.uncovered} now={now} />}
        <ul class="plain-list">
          {view.programs.map((each) => (
            <ProgramLine
              key={each.program.id}
              view={each}
              busy={busy === `remove:${each.program.id}`}
              onEdit={() => toggle(each.program.id)}
              onRemove={() => onRemoveProgram(each.program.id)}
            />
          ))}
        </ul>
        {view.programs.length === 0 && editing === null && (
          <NoProgram view={view} now={now} onSetUp={() => setEditing('new')} />
        )}
        {(editing === 'new' || edited) && (
          <ProgramForm
            key={editing ?? ''}
            initial={edited}
            today={today}
            busy={busy === 'program'}
            attached={(entry) => attachedBy(view, edited, entry, now)}
            onCancel={close}
            onSave={(entry) => onSaveProgram(edited?.id ?? null, entry, close)}
          />
        )}
      </section>
      {view.notes.length > 0 && (
        <section class="part" data-screen>
          <h2>{t('client_notes')}</h2>
          <ClientNotes notes={view.notes} now={now} busy={busy === 'note'} onSave={onSaveNote} />
        </section>
      )}
      <section class="part">
        <header>
          <h2>{t('statement_title')}</h2>
          {view.statement.length > 0 && (
            <div class="side-actions" data-screen>
              <Button size="sm" variant="quiet" onClick={() => globalThis.print()}>
                {t('statement_print')}
              </Button>
              <Button size="sm" variant="quiet" onClick={onSaveStatement}>
                {t('statement_save')}
              </Button>
            </div>
          )}
        </header>
        <Statement statement={view.statement} audit={view.audit} now={now} />
      </section>
    </>
  )
}
