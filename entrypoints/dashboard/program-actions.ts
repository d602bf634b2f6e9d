import type { ProgramActions } from '../../components/dashboard/programs.tsx'
import type { Act } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { newId } from '../prompt/card-wire.ts'

/** What the coach can do with a client's programs; `say` tells it to a screen reader once it is done. */
export const programActions = (clientId: string, act: Act, say: (words: string) => void): ProgramActions => ({
  onSave: (programId, entry, done) =>
    act.run(
      'program',
      () => send('saveProgram', { programId, clientId, ...entry }),
      () => {
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
})
