import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { type ClientGlance, type ClientView, isWhole } from '../../lib/core/view/client.ts'
import type { StatementLine } from '../../lib/core/view/statement.ts'
import { Button } from '../button.tsx'
import { shortDate } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Chains } from './chains.tsx'
import { type ClientEntry, ClientForm } from './client-form.tsx'
import { ClientNotes } from './client-notes.tsx'
import { ClientSessions } from './client-sessions.tsx'
import { GlyphRow } from './glyph-row.tsx'
import type { SaveNote } from './note-line.tsx'
import { PageHead } from './page-head.tsx'
import { kindWord } from './past-words.ts'
import { type ProgramActions, Programs } from './programs.tsx'
import { SamePerson } from './same-person.tsx'
import { SheetButton } from './sheet-button.tsx'
import { Statement } from './statement.tsx'
import './client.css'

/** "Paid"; of a client who was something else before, "Paid since 3 Oct": each session keeps the kind of its own time (E40). */
const kindWords = ({ client, kind }: ClientGlance, now: number): string => {
  const since = client.kinds.findLast(({ from }) => from <= now)?.from
  return client.kinds.length < 2 || since === undefined
    ? kindWord(kind)
    : t('client_kindSince', kindWord(kind), shortDate(since, now))
}

/** One client: the glyph row, the programs and what they have used, and the statement they are derived from. */
export const ClientPage = ({
  view,
  now,
  busy,
  notes,
  onAddSession,
  onSaveClient,
  onMerge,
  onSplit,
  programActions,
  onSaveNote,
  onSaveStatement,
  renderRecord,
  onSaveCalendar,
  renderAudit,
}: {
  readonly view: ClientGlance | ClientView
  readonly now: number
  readonly busy: ReadonlySet<string>
  readonly notes?: ComponentChildren
  readonly onAddSession: () => void
  /** `done` closes the form. */
  readonly onSaveClient: (entry: ClientEntry, done: () => void) => void
  readonly onMerge: (otherId: string, name: string) => void
  readonly onSplit: (otherId: string, name: string) => void
  readonly programActions: ProgramActions
  readonly onSaveNote: SaveNote
  readonly onSaveStatement: (statement: readonly StatementLine[]) => void
  /** What is kept of one session. */
  readonly renderRecord: (sessionKey: string) => ComponentChildren
  /** The client's sessions as a calendar file; rejects when the books cannot be read. */
  readonly onSaveCalendar: () => Promise<void>
  /** Every line ever written, with where it comes from. */
  readonly renderAudit: () => ComponentChildren
}) => {
  // The glyphs come first; what stands beneath them follows all at once, so that nothing in sight is pushed down.
  const rest = isWhole(view) ? view : null
  const [editing, setEditing] = useState(false)
  const close = () => setEditing(false)
  const { client } = view
  // Hundreds of them, which what else changes on the page does not change.
  const glyphs = useMemo(() => <GlyphRow sessions={view.sessions} now={now} />, [view.sessions, now])
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
        lead={[kindWords(view, now), ...client.addresses].join(' · ')}
        actions={
          // What opens the form stays, so that the focus has a place to come back to.
          <Button aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {t('dash_edit')}
          </Button>
        }
      />
      <div data-screen>{notes}</div>
      {editing && (
        <ClientForm
          initial={client}
          kind={view.kind}
          busy={busy.has('client')}
          onCancel={close}
          onSave={(entry) => onSaveClient(entry, close)}
        />
      )}
      {editing && rest && <SamePerson view={rest} busy={busy} onMerge={onMerge} onSplit={onSplit} />}
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
            {glyphs}
            {rest && (
              <>
                <ClientSessions
                  sessions={view.sessions}
                  name={client.name}
                  now={now}
                  renderRecord={renderRecord}
                />
                <SheetButton small label={t('ics_save')} failure={t('ics_failed')} save={onSaveCalendar} />
              </>
            )}
          </>
        )}
      </section>
      {rest && rest.chains.length > 0 && (
        <section class="part" data-screen>
          <h2>{t('client_chains')}</h2>
          <Chains chains={rest.chains} now={now} />
        </section>
      )}
      {rest && <Programs view={rest} now={now} busy={busy} {...programActions} />}
      {rest && rest.notes.length > 0 && (
        <section class="part" data-screen>
          <h2>{t('client_notes')}</h2>
          <ClientNotes notes={rest.notes} now={now} busy={busy.has('note')} onSave={onSaveNote} />
        </section>
      )}
      {rest && (
        <section class="part">
          <header>
            <h2>{t('statement_title')}</h2>
            {rest.statement.length > 0 && (
              <div class="side-actions" data-screen>
                <Button size="sm" variant="quiet" onClick={() => globalThis.print()}>
                  {t('statement_print')}
                </Button>
                <Button size="sm" variant="quiet" onClick={() => onSaveStatement(rest.statement)}>
                  {t('statement_save')}
                </Button>
              </div>
            )}
          </header>
          <Statement statement={rest.statement} audit={rest.audit} now={now} renderAudit={renderAudit} />
        </section>
      )}
    </>
  )
}
