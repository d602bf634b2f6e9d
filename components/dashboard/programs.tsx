import { useId, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import { type Extension, holding, type Pause, type Terms } from '../../lib/core/program-change.ts'
import { attaching, firstDayOf } from '../../lib/core/program-entry.ts'
import { dateOf } from '../../lib/core/time.ts'
import type { ClientView, ProgramView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { NoProgram } from './no-program.tsx'
import { ProgramChangeForm } from './program-change-form.tsx'
import { ProgramForm } from './program-form.tsx'
import { ProgramLine, type ProgramTask } from './program-line.tsx'
import { ProgramRemove } from './program-remove.tsx'
import { UncoveredLine } from './usage-bar.tsx'

/** What the coach wants of a program; `done` closes the form. */
export type ProgramActions = {
  /** A form for a program opens: what is saved from now on is meant anew. */
  readonly onOpen: () => void
  /** `programId` null makes a new one. */
  readonly onSave: (programId: string | null, entry: Terms, done: () => void) => void
  /** `instead`: the pause or extension in whose place it comes, or that is only taken back. */
  readonly onChange: (
    programId: string,
    change: Pause | Extension | { readonly type: 'withdrawn' },
    instead: string | null,
    done: () => void,
  ) => void
  readonly onRemove: (programId: string) => void
}

/** The form that is open; `changeId`: the pause or extension that is said anew. */
type Open =
  | { readonly task: 'new' }
  | { readonly task: ProgramTask; readonly programId: string; readonly changeId: string | null }

const saidIn = (program: Program, changeId: string | null) => {
  const change = holding(program).find(({ id }) => id === changeId)
  return change?.type === 'paused' || change?.type === 'extended' ? { id: change.id, change } : null
}

/** The programs of one client with what each has used, and the one that is being entered, paused or extended. */
export const Programs = ({
  view,
  now,
  busy,
  onOpen,
  onSave,
  onChange,
  onRemove,
}: ProgramActions & {
  readonly view: ClientView
  readonly now: number
  readonly busy: ReadonlySet<string>
}) => {
  const heading = useId()
  const [open, setOpen] = useState<Open | null>(null)
  const [removing, setRemoving] = useState<ProgramView | null>(null)
  const close = () => setOpen(null)
  // What is saved closes its own form, and none that was opened before the reply came.
  const closeOwn = () => setOpen((now) => (now === open ? null : now))
  const closeAbout = (id: string) =>
    setOpen((now) => (now !== null && now.task !== 'new' && now.changeId === id ? null : now))
  const openFor = ({ id }: Program): ProgramTask | null =>
    open !== null && open.task !== 'new' && open.programId === id ? open.task : null
  // What opens a form stays, so that the focus has a place to come back to.
  const toggle = (program: Program, task: ProgramTask) =>
    setOpen(openFor(program) === task ? null : { task, programId: program.id, changeId: null })
  const { client, audit, uncovered } = view
  const programs = view.programs.map(({ program }) => program)
  // It can begin earlier; the list of what it would take in comes before saving.
  const oldest = programs.at(-1)

  const termsForm = (edited: Program | null) => {
    // A new one keeps the coach's present zone.
    const zone = edited?.zone ?? Temporal.Now.timeZoneId()
    const today = dateOf(now, zone)
    const asEntered = (entry: Terms): Program => ({
      ...{ id: '', createdAt: now, ...edited },
      ...entry,
      zone,
      clientId: client.id,
    })
    return (
      <ProgramForm
        key={edited?.id ?? 'new'}
        initial={edited}
        from={edited?.from ?? firstDayOf(programs, audit, client, { today, zone })}
        zone={zone}
        now={now}
        busy={busy.has('program')}
        attaching={(entry) => attaching(asEntered(entry), programs, audit, client)}
        onOpen={onOpen}
        onCancel={close}
        onSave={(entry) => onSave(edited?.id ?? null, entry, closeOwn)}
      />
    )
  }

  const formFor = ({ program, usage }: ProgramView) => {
    if (open === null || open.task === 'new' || open.programId !== program.id) return null
    if (open.task === 'edit') return termsForm(program)
    const said = saidIn(program, open.changeId)
    return (
      <ProgramChangeForm
        key={`${open.task} ${open.changeId}`}
        program={program}
        type={open.task === 'pause' ? 'paused' : 'extended'}
        said={said}
        used={usage.used}
        today={dateOf(now, program.zone)}
        busy={busy.has('program')}
        onCancel={close}
        onSave={(change) => onChange(program.id, change, said?.id ?? null, closeOwn)}
      />
    )
  }

  return (
    // What goes with a program or a form leaves the focus here.
    <section class="part" data-row="programs" tabIndex={-1} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{t('client_programs')}</h2>
        {programs.length > 0 && (
          <Button
            size="sm"
            icon="plus"
            data-screen
            aria-expanded={open?.task === 'new'}
            onClick={() => setOpen(open?.task === 'new' ? null : { task: 'new' })}
          >
            {t('program_new')}
          </Button>
        )}
      </header>
      {open?.task === 'new' && termsForm(null)}
      {oldest && uncovered.since !== null && (
        <p class="uncovered-line">
          <UncoveredLine uncovered={uncovered} now={now} />
          <Button
            size="sm"
            data-screen
            aria-expanded={openFor(oldest) === 'edit'}
            onClick={() => toggle(oldest, 'edit')}
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
            now={now}
            open={openFor(each.program)}
            removing={busy.has(`remove:${each.program.id}`)}
            onTask={(task) => toggle(each.program, task)}
            onRemove={() => setRemoving(each)}
            onChangeOne={(changeId) => {
              const said = saidIn(each.program, changeId)
              const task = said?.change.type === 'paused' ? 'pause' : 'extend'
              setOpen({ task, programId: each.program.id, changeId })
            }}
            onTakeBack={(changeId) =>
              onChange(each.program.id, { type: 'withdrawn' }, changeId, () => closeAbout(changeId))
            }
          >
            {formFor(each)}
          </ProgramLine>
        ))}
      </ul>
      {programs.length === 0 && open?.task !== 'new' && (
        <NoProgram view={view} now={now} onSetUp={() => setOpen({ task: 'new' })} />
      )}
      {removing && (
        <ProgramRemove
          view={removing}
          onCancel={() => setRemoving(null)}
          onRemove={() => {
            setRemoving(null)
            onRemove(removing.program.id)
          }}
        />
      )}
    </section>
  )
}
