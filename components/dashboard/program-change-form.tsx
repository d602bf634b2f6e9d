import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import {
  type ChangeProblem,
  daysBetween,
  type Extension,
  inForce,
  type Pause,
  problemWith,
  without,
} from '../../lib/core/program-change.ts'
import { plainDate } from '../format.ts'
import { FormButtons } from './form-buttons.tsx'
import { ExtensionFields, PauseFields, type Wrong } from './program-change-fields.tsx'
import { useFirstField } from './use-first-field.ts'
import './forms.css'

/** Why it cannot be, and what to do about it. */
const problemWords = (problem: ChangeProblem, program: Program): string => {
  const { from, to } = inForce(program)
  const words: Record<ChangeProblem, string> = {
    reversed: t('program_reversed'),
    outside:
      to === null
        ? t('program_outsideOpen', plainDate(from))
        : t('program_outside', plainDate(from), plainDate(to)),
    overlap: t('program_overlap'),
    nothing: t('program_nothingMore'),
    'no-end': t('program_noEnd'),
    'not-later': t('program_notLater', to === null ? '' : plainDate(to)),
  }
  return words[problem]
}

const readPause = (data: FormData): Pause => ({
  type: 'paused',
  from: String(data.get('from') ?? ''),
  to: String(data.get('to') ?? ''),
  movesEnd: data.get('movesEnd') !== null,
})

const readExtension = (data: FormData): Extension => ({
  type: 'extended',
  sessions: Number(data.get('sessions') || 0),
  to: String(data.get('to') ?? '') || null,
})

/** True once every date in it is one. */
const isEntered = (change: Pause | Extension): boolean =>
  change.type === 'extended' || (change.from !== '' && change.to !== '')

/** What the program would be with a change, said in place of another (`instead`), before it is saved. */
const previewWords = (
  program: Program,
  change: Pause | Extension,
  instead: string | null,
  used: number,
): string => {
  const said = { ...change, id: '', at: 0, instead }
  const after = inForce({ ...program, changes: [...(program.changes ?? []), said] })
  if (change.type === 'extended') {
    const until = after.to === null ? '' : ` ${t('program_wouldEnd', plainDate(after.to))}`
    return t('program_wouldBe', used, after.sessions) + until
  }
  const days = plural('program_pauseDays', daysBetween(change.from, change.to))
  if (after.to === null) return days
  const end = plainDate(after.to)
  return `${days} ${t(change.movesEnd ? 'program_wouldMove' : 'program_wouldStay', end)}`
}

/**
 * A pause or an extension of one program, with what it comes to before it is saved. `said`: one said before, in whose place it comes;
 * `today` is the first guess for the pause's first day.
 */
export const ProgramChangeForm = ({
  program,
  type,
  said,
  used,
  today,
  busy,
  onSave,
  onCancel,
}: {
  readonly program: Program
  readonly type: 'paused' | 'extended'
  readonly said: { readonly id: string; readonly change: Pause | Extension } | null
  /** How many sessions are used, as it now stands. */
  readonly used: number
  readonly today: string
  readonly busy: boolean
  readonly onSave: (change: Pause | Extension) => void
  readonly onCancel: () => void
}) => {
  const form = useFirstField()
  const [entered, setEntered] = useState<Pause | Extension | null>(said?.change ?? null)
  const [tried, setTried] = useState(false)
  const read = (element: HTMLFormElement): Pause | Extension => {
    const data = new FormData(element)
    return type === 'paused' ? readPause(data) : readExtension(data)
  }
  const before = without(program, said?.id ?? null)
  const { to: end } = inForce(before)
  const problem = entered && isEntered(entered) ? problemWith(before, entered, null) : null
  // That nothing is entered yet is no mistake before it is to be saved.
  const isTold = problem !== null && (tried || problem !== 'nothing')
  const wrong: Wrong | null = isTold ? { problem, words: problemWords(problem, before) } : null
  const pause = said?.change.type === 'paused' ? said.change : null
  const extension = said?.change.type === 'extended' ? said.change : null
  return (
    <form
      ref={form}
      class="form"
      aria-label={
        type === 'paused' ? t('program_pauseOf', program.name) : t('program_extendOf', program.name)
      }
      onInput={(event) => setEntered(read(event.currentTarget))}
      onSubmit={(event) => {
        event.preventDefault()
        const change = read(event.currentTarget)
        setEntered(change)
        setTried(true)
        if (problemWith(before, change, null) === null) onSave(change)
      }}
    >
      {type === 'paused' ? (
        <PauseFields said={pause} today={today} end={end} wrong={wrong} />
      ) : (
        <ExtensionFields said={extension} end={end} wrong={wrong} />
      )}
      <output class="meta">
        {entered &&
          isEntered(entered) &&
          problem === null &&
          previewWords(program, entered, said?.id ?? null, used)}
      </output>
      <FormButtons
        save={type === 'paused' ? t('program_savePause') : t('program_saveExtension')}
        busy={busy}
        onCancel={onCancel}
      />
    </form>
  )
}
