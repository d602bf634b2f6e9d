import type { Event } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { COACH, connectGraph, DANA, graphRefusal } from './official-graph.ts'
import { graphHour, guest } from './outlook-caller.ts'

export type Listed<T> = { readonly value: T[]; readonly '@odata.nextLink'?: string }
type Tagged = Event & { readonly '@odata.etag': string }

const MARK = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name aw1'
const withMark = `singleValueExtendedProperties($filter=id eq '${MARK}')`

/** Events, driven through the official client. */
export const judgeGraphEvents = (): void => {
  describe('the official Graph client writes', () => {
    it('an event from invitation to cancellation', async () => {
      const { emulator, graph, dana } = connectGraph()
      const made = (await graph('/me/events').post({
        subject: 'Coaching: Dana',
        ...graphHour('2026-11-24T10:00'),
        attendees: [guest(DANA, 'Dana')],
        transactionId: 't-1',
      })) as Event
      const { value } = (await dana('/me/events').get()) as Listed<Event>
      await dana(`/me/events/${value[0]?.id}/accept`).post({ comment: 'See you', sendResponse: true })
      const seen = (await graph(`/me/events/${made.id}`).get()) as Tagged
      expect(seen.attendees?.[0]?.status?.response).toBe('accepted')
      const stale = graph(`/me/events/${made.id}`).header('If-Match', 'W/"old"').patch({ subject: 'x' })
      expect(await graphRefusal(stale)).toEqual({ status: 412, code: 'ErrorIrresolvableConflict' })
      await graph(`/me/events/${made.id}`)
        .header('If-Match', seen['@odata.etag'])
        .patch({ subject: 'Coaching' })
      await graph(`/me/events/${made.id}/cancel`).post({ comment: 'Ill, sorry' })
      expect(await graphRefusal(graph(`/me/events/${made.id}`).get())).toEqual({
        status: 404,
        code: 'ErrorItemNotFound',
      })
      expect(emulator.outlook.mails.map(({ to, kind }) => [to, kind])).toEqual([
        [DANA, 'invitation'],
        [COACH, 'response'],
        [DANA, 'update'],
        [DANA, 'cancellation'],
      ])
      expect(emulator.violations).toEqual([])
    })

    it('no event twice under one transaction', async () => {
      const { emulator, graph } = connectGraph()
      const hold = { subject: 'Hold', ...graphHour('2026-11-24T10:00'), transactionId: 'slot-1' }
      await graph('/me/events').post(hold)
      const again = { status: 409, code: 'ErrorDuplicateTransactionId' }
      expect(await graphRefusal(graph('/me/events').post(hold))).toEqual(again)
      expect(emulator.outlook.events(COACH, 'default')).toHaveLength(1)
      expect(emulator.violations).toEqual([])
    })

    it('a mark, finds it again by filter, and reads it back', async () => {
      const { emulator, graph } = connectGraph()
      const marked = (await graph('/me/events').post({
        subject: 'Marked',
        ...graphHour('2026-11-24T10:00'),
        singleValueExtendedProperties: [{ id: MARK, value: 'x' }],
      })) as Event
      await graph('/me/events').post({ subject: 'Plain', ...graphHour('2026-11-24T12:00') })
      await graph(`/me/events/${marked.id}`).patch({
        categories: ['Afterward: completed'],
        singleValueExtendedProperties: [{ id: MARK, value: "it's done" }],
      })
      const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${MARK}' and ep/value eq 'it''s done')`
      const found = (await graph('/me/events').filter(filter).expand(withMark).get()) as Listed<Event>
      expect(found.value).toHaveLength(1)
      expect(found.value[0]).toMatchObject({
        subject: 'Marked',
        categories: ['Afterward: completed'],
        singleValueExtendedProperties: [{ id: MARK, value: "it's done" }],
      })
      expect(emulator.violations).toEqual([])
    })

    it('an answer with another time, which the organiser sees', async () => {
      const { emulator, graph, dana } = connectGraph()
      const asked = { ...graphHour('2026-11-24T10:00'), attendees: [guest(DANA)] }
      const made = (await graph('/me/events').post(asked)) as Event
      const { value } = (await dana('/me/events').select('id,subject').get()) as Listed<Event>
      const proposedNewTime = graphHour('2026-11-25T11:00')
      await dana(`/me/events/${value[0]?.id}/tentativelyAccept`).post({ sendResponse: true, proposedNewTime })
      const seen = (await graph(`/me/events/${made.id}`).get()) as Event
      expect(seen.attendees?.[0]).toMatchObject({
        status: { response: 'tentativelyAccepted' },
        proposedNewTime: { start: { dateTime: '2026-11-25T11:00:00.0000000', timeZone: 'UTC' } },
      })
      await dana(`/me/events/${value[0]?.id}/decline`).post({ comment: 'No, sorry', sendResponse: true })
      const after = (await graph(`/me/events/${made.id}`).get()) as Event
      expect(after.attendees?.[0]?.status?.response).toBe('declined')
      await graph(`/me/events/${made.id}`).delete()
      expect(emulator.violations).toEqual([])
    })
  })
}
