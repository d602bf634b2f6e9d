import { calendarKeyOf } from '../../core/account.ts'
import type { Calendar } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { ok, type Result } from '../../core/result.ts'
import { listAll } from './list.ts'
import type { Send } from './request.ts'
import { calendarEntry } from './wire.ts'

/**
 * The calendars of the person. Graph does not say which are their own: those that belong to whom the default one belongs to. Nor does it
 * give them a zone without one more permission: `zone` is the coach's own; each event knows its zone itself.
 */
export const readCalendars = async (
  send: Send,
  accountId: string,
  zone: string,
): Promise<Result<readonly Calendar[], Failure>> => {
  const listed = await listAll(send, { at: ['me', 'calendars'], query: { $top: 100 } }, (item) => {
    const read = calendarEntry.safeParse(item)
    return read.success ? read.data : null
  })
  if (!listed.ok) return listed
  const ownerOf = ({ owner }: (typeof listed.value)[number]): string | null =>
    owner?.address?.toLowerCase() ?? null
  const standard = listed.value.find(({ isDefaultCalendar }) => isDefaultCalendar)
  const self = standard === undefined ? null : ownerOf(standard)
  return ok(
    listed.value.map((entry) => {
      const { id, name, hexColor, canEdit } = entry
      const owner = ownerOf(entry)
      const isOwn = entry === standard || (owner !== null && owner === self)
      return {
        key: calendarKeyOf(accountId, id),
        id,
        accountId,
        provider: 'outlook',
        name: name || id,
        zone,
        role: canEdit === false ? 'reader' : isOwn ? 'owner' : 'writer',
        primary: entry === standard,
        colour: /^#[0-9a-f]{6}$/i.test(hexColor ?? '') ? (hexColor ?? null) : null,
        owner,
      } satisfies Calendar
    }),
  )
}
