import { type ClientDraft, programIn } from '../../components/welcome/client-draft.ts'
import { plural } from '../../lib/browser/i18n.ts'
import { ok } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'

const saveOne = async (line: ClientDraft, kind: 'paid' | 'complimentary' | null, today: string) => {
  const saved = await send('saveClient', {
    clientId: line.clientId,
    name: line.name.trim() || line.address,
    addresses: [line.address],
    kind,
    dontAsk: false,
  })
  const program = programIn(line, today, Temporal.Now.timeZoneId())
  if (!saved.ok || program === null) return saved
  return send('saveProgram', {
    // Whoever has a program is not in the table: what is saved once more is the same, also when the page was opened anew.
    intentId: 'welcome',
    programId: null,
    clientId: saved.value.clientId,
    name: plural('program_defaultName', program.sessions),
    ...program,
  })
}

/**
 * Keeps the table: each client with the program that the coach entered or confirmed, and a rule for everybody who is none. Stops at the
 * first that is refused; what was saved before it stays, and saving again makes nothing twice (E38).
 */
export const saveClients = async (drafts: readonly ClientDraft[], today: string) => {
  const nobodies = drafts.flatMap(({ kind, address }) => (kind === 'nobody' ? [address] : []))
  if (nobodies.length > 0) {
    const saved = await send('leaveOut', { addresses: nobodies })
    if (!saved.ok) return saved
  }
  for (const line of drafts) {
    if (line.kind === 'nobody') continue
    const saved = await saveOne(line, line.kind, today)
    if (!saved.ok) return saved
  }
  return ok(null)
}
