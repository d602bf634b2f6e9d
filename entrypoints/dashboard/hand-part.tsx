import { HandActions } from '../../components/dashboard/by-hand.tsx'
import type { PastRow } from '../../lib/core/view/past.ts'
import type { HandTask } from './session-dialog.tsx'

/** What is special about a session added by hand, under its card or its brief; nothing for one that came from a calendar. */
export const HandPart = ({
  sessionKey,
  byHand,
  name,
  onTask,
}: {
  readonly sessionKey: string
  readonly byHand: PastRow['byHand']
  readonly name: string
  readonly onTask: (task: HandTask) => void
}) =>
  byHand === null ? null : (
    <HandActions
      name={name}
      doubled={byHand === 'in-calendar-too'}
      onEdit={() => onTask({ do: 'edit', sessionKey })}
      onRemove={() => onTask({ do: 'remove', sessionKey })}
    />
  )
