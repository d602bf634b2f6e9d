import { Button } from '../../components/button.tsx'
import { SessionBrief } from '../../components/dashboard/session-brief.tsx'
import { namesOf } from '../../components/dashboard/upcoming-words.ts'
import { KindQuestion } from '../../components/prompt/ask-view.tsx'
import { NotCoaching, type NotCoachingWord } from '../../components/prompt/not-coaching.tsx'
import { KindMenu } from '../../components/prompt/who-line.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import type { Act } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { OpenAction } from '../../lib/core/brief.ts'
import { participantKey, partsOf } from '../../lib/core/session-row.ts'
import type { UpcomingRow } from '../../lib/core/view/upcoming.ts'
import { send } from '../../lib/messaging.ts'
import { cardApi } from '../prompt/card-wire.ts'
import { HandPart } from './hand-part.tsx'
import { RowLetter } from './row-letter.tsx'
import type { HandTask } from './session-dialog.tsx'

/** The note with this item ticked off; its other words stay as they are. */
const tickOff = ({ note, action }: OpenAction) =>
  send('saveNote', {
    ...partsOf(note.id),
    text: note.text,
    minutes: note.minutes,
    actions: note.actions.map((each) => ({ ...each, done: each.done || each.id === action.id })),
  })

/** What a line of the Upcoming page opens to. `letterOpen`: the letter is what it was opened for. */
export const UpcomingBrief = ({
  row,
  now,
  act,
  letterOpen,
  onTicked,
  onAnswer,
  onNotCoaching,
  onTask,
}: {
  readonly row: UpcomingRow
  readonly now: number
  readonly act: Act
  readonly letterOpen: boolean
  readonly onTicked: (text: string) => void
  readonly onAnswer: () => void
  readonly onNotCoaching: (as: NotCoachingWord) => void
  readonly onTask: (task: HandTask) => void
}) => {
  const [only, ...others] = row.people
  const single = only && others.length === 0 && !only.unknown ? only : null
  const sayKind = (kind: 'paid' | 'complimentary') => act.change('kind', () => cardApi.setKind(row.key, kind))
  const isOpen = !row.canceled && row.people.some(({ outcome }) => outcome === null)
  return (
    <SessionBrief
      row={row}
      now={now}
      busy={act.busy.has('tick')}
      onTick={(done) =>
        act.run(
          'tick',
          () => tickOff(done),
          () => onTicked(done.action.text),
        )
      }
      letter={(person) =>
        !person.unknown && (
          <RowLetter after={participantKey(row.key, person.id)} name={person.name} begin={letterOpen} />
        )
      }
    >
      <RefusalNote act={act} names={['tick', 'kind', 'aside']} />
      {isOpen && row.kind === null && !only?.unknown && (
        <KindQuestion name={single?.name ?? row.title} kind={null} onKind={sayKind} />
      )}
      <div class="brief-actions">
        {isOpen && row.start <= now && (
          <Button size="sm" onClick={onAnswer}>
            {t('upcoming_answer')}
          </Button>
        )}
        {row.byHand === null && (
          <NotCoaching series={row.series} only={single?.name ?? null} onRecogniseAs={onNotCoaching} />
        )}
        {isOpen && row.kind !== null && <KindMenu kind={row.kind} onKind={sayKind} />}
      </div>
      <HandPart sessionKey={row.key} byHand={row.byHand} name={namesOf(row)} onTask={onTask} />
    </SessionBrief>
  )
}
