import { useRef } from 'preact/hooks'
import type { ProgramActions } from '../../components/dashboard/programs.tsx'
import type { Act } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { newId } from '../prompt/card-wire.ts'

/** What the coach can do with a client's programs; `say` tells it to a screen reader once it is done. */
export const useProgramActions = (
  clientId: string,
  act: Act,
  say: (words: string) => void,
): ProgramActions => {
  // One intent until it is known to be kept: where only the reply was lost, trying again makes no second program (E38). Of one form: the
  // same package entered in another one is another program.
  const intent = useRef<string | null>(null)
  return {
    onOpen: () => {
      intent.current = null
    },
    onSave: (programId, entry, done) =>
      act.run(
        'program',
        () => {
          intent.current ??= newId()
          return send('saveProgram', { intentId: intent.current, programId, clientId, ...entry })
        },
        () => {
          intent.current = null
          say(t('program_saved'))
          done()
        },
      ),
    onChange: (programId, change, instead, done) =>
      act.run(
        change.type === 'withdrawn' ? `withdraw:${instead}` : 'program',
        () => send('changeProgram', { intentId: newId(), programId, instead, change }),
        () => {
          say(t('program_saved'))
          done()
        },
      ),
    onRemove: (programId) =>
      act.run(
        `remove:${programId}`,
        () => send('removeProgram', { programId }),
        () => say(t('program_removed')),
      ),
  }
}
