import { plural, t } from '../../lib/browser/i18n.ts'
import type { ProgramView } from '../../lib/core/view/client.ts'
import { Confirm } from './confirm.tsx'
import { termsWords } from './program-words.ts'

/** Before a program goes: what stays in the books, and what was entered of it and cannot be brought back. */
export const ProgramRemove = ({
  view: { program, usage },
  onRemove,
  onCancel,
}: {
  readonly view: ProgramView
  readonly onRemove: () => void
  readonly onCancel: () => void
}) => {
  const counted = usage.used - program.alreadyUsed
  const changes = program.changes?.length ?? 0
  const entered = [
    termsWords(program),
    program.perMonth !== null && t('program_perMonthShort', program.perMonth),
    program.alreadyUsed > 0 && plural('program_usedBefore', program.alreadyUsed),
  ]
  return (
    <Confirm
      title={t('program_removeTitle', program.name)}
      action={t('program_removeDo')}
      onCancel={onCancel}
      onConfirm={onRemove}
    >
      {counted > 0 && <p>{plural('program_removeKept', counted)}</p>}
      <p>
        {t('program_removeGone', entered.filter(Boolean).join(' · '))}
        {changes > 0 && ` ${plural('program_removeChanges', changes)}`}
      </p>
    </Confirm>
  )
}
