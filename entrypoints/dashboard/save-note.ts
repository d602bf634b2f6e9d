import type { ClientNote } from '../../lib/core/view/client.ts'
import { send } from '../../lib/messaging.ts'

/** Keeps a note as it stands on a page. */
export const saveNote = ({ sessionKey, participant, text, minutes, actions }: ClientNote) =>
  send('saveNote', {
    sessionKey,
    participant,
    text,
    minutes,
    actions: actions.map((each) => ({ ...each })),
  })
