import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import { attaching, firstDayOf, type ProgramEntry } from '../../lib/core/program-entry.ts'
import type { ClientView, ProgramView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { plainDate } from '../format.ts'
import { NoProgram } from './no-program.tsx'
import { ProgramForm } from './program-form.tsx'
import { UncoveredLine, UsageBar } from './usage-bar.tsx'

const span = ({ from, to }: ProgramView['program']): string =>
  to === null ? t('program_since', plainDate(from)) : t('program_span', plainDate(from), plainDate(to))

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

/** The programs of one client with what each has used, and the one that is being entered. */
export const Programs = ({
  view,
  now,
  today,
  busy,
  onSave,
  onRemove,
}: {
  readonly view: ClientView
  readonly now: number
  readonly today: string
  readonly busy: string | null
  /** `done` closes the form. */
  readonly onSave: (programId: string | null, entry: ProgramEntry, done: () => void) => void
  readonly onRemove: (programId: string) => void
}) => {
  // What is being entered: 'new', or a program's id.
  const [editing, setEditing] = useState<string | null>(null)
  const close = () => setEditing(null)
  // What opens a form stays, so that the focus has a place to come back to.
  const toggle = (what: string) => setEditing(editing === what ? null : what)
  const { client, audit, uncovered } = view
  const programs = view.programs.map(({ program }) => program)
  // It can begin earlier; the list of what it would take in comes before saving.
  const oldest = programs.at(-1)
  const edited = programs.find(({ id }) => id === editing) ?? null
  // A new one keeps the coach's present zone.
  const zone = edited?.zone ?? Temporal.Now.timeZoneId()
  const asEntered = (entry: ProgramEntry): Program => ({
    ...{ id: '', createdAt: now, ...edited },
    ...entry,
    zone,
    clientId: client.id,
  })
  return (
    <section class="part">
      <header>
        <h2>{t('client_programs')}</h2>
        {programs.length > 0 && (
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
      {oldest && uncovered.since !== null && (
        <p class="uncovered-line">
          <UncoveredLine uncovered={uncovered} now={now} />
          <Button
            size="sm"
            data-screen
            aria-expanded={editing === oldest.id}
            onClick={() => toggle(oldest.id)}
          >
            {t('program_attach')}
          </Button>
        </p>
      )}
      <ul class="plain-list">
        {view.programs.map((each) => (
          <ProgramLine
            key={each.program.id}
            view={each}
            busy={busy === `remove:${each.program.id}`}
            onEdit={() => toggle(each.program.id)}
            onRemove={() => onRemove(each.program.id)}
          />
        ))}
      </ul>
      {programs.length === 0 && editing === null && (
        <NoProgram view={view} now={now} onSetUp={() => setEditing('new')} />
      )}
      {(editing === 'new' || edited) && (
        <ProgramForm
          key={editing ?? ''}
          initial={edited}
          from={edited?.from ?? firstDayOf(programs, audit, client, { today, zone })}
          zone={zone}
          now={now}
          busy={busy === 'program'}
          attaching={(entry) => attaching(asEntered(entry), programs, audit, client)}
          onCancel={close}
          onSave={(entry) => onSave(edited?.id ?? null, entry, close)}
        />
      )}
    </section>
  )
}
