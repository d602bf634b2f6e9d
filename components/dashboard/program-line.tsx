import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import { inForce, pausesOf } from '../../lib/core/program-change.ts'
import { dateOf } from '../../lib/core/time.ts'
import type { ProgramView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { plainDate } from '../format.ts'
import { PaceWord } from './pace-word.tsx'
import { ProgramHistory } from './program-history.tsx'
import { ProgramMonths } from './program-months.tsx'
import { UsageBar } from './usage-bar.tsx'

/** "Since 1 Sept 2026", "1 Sept 2026 to 28 Feb 2027". */
const spanWords = ({ from, to }: { readonly from: string; readonly to: string | null }): string =>
  to === null ? t('program_since', plainDate(from)) : t('program_span', plainDate(from), plainDate(to))

/** What can be done with a program; each opens a form of its own. */
export type ProgramTask = 'edit' | 'pause' | 'extend'

/** One program as it now holds, what it has used, and what came after it was agreed. `now` in epoch ms. */
export const ProgramLine = ({
  view,
  now,
  open,
  removing,
  onTask,
  onRemove,
  onChangeOne,
  onTakeBack,
  children,
}: {
  readonly view: ProgramView
  readonly now: number
  /** Which form is open for it, or null. */
  readonly open: ProgramTask | null
  readonly removing: boolean
  readonly onTask: (task: ProgramTask) => void
  readonly onRemove: () => void
  /** Opens the form of a pause or an extension that was said before. */
  readonly onChangeOne: (changeId: string) => void
  readonly onTakeBack: (changeId: string) => void
  /** The form that is open for it. */
  readonly children: ComponentChildren
}) => {
  const { program } = view
  const today = dateOf(now, program.zone)
  const tasks = [
    { task: 'pause', word: t('program_pause'), name: t('program_pauseOf', program.name) },
    { task: 'extend', word: t('program_extend'), name: t('program_extendOf', program.name) },
    { task: 'edit', word: t('dash_edit'), name: t('program_editOf', program.name) },
  ] as const
  const coming = pausesOf(program).find(({ from }) => from > today)
  return (
    <li class="program-line">
      <div>
        <p class="name">{program.name}</p>
        <p class="meta">
          {spanWords(inForce(program))}
          {program.perMonth !== null && ` · ${t('program_perMonthShort', program.perMonth)}`}
          {program.alreadyUsed > 0 && ` · ${plural('program_usedBefore', program.alreadyUsed)}`}
        </p>
      </div>
      <div class="standing">
        <UsageBar view={view} />
        <PaceWord pace={view.pace} coming={coming ?? null} />
      </div>
      <div class="side-actions" data-screen>
        {tasks.map(({ task, word, name }) => (
          <Button
            key={task}
            size="sm"
            variant="quiet"
            aria-label={name}
            aria-expanded={open === task}
            onClick={() => onTask(task)}
          >
            {word}
          </Button>
        ))}
        <Button
          size="sm"
          variant="quiet"
          busy={removing}
          aria-label={t('program_removeOf', program.name)}
          onClick={onRemove}
        >
          {t('program_remove')}
        </Button>
      </div>
      <ProgramMonths view={view} now={now} />
      <ProgramHistory program={program} onChangeOne={onChangeOne} onTakeBack={onTakeBack} />
      {children && <div class="opened">{children}</div>}
    </li>
  )
}
