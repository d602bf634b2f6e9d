import {
  BatchRequestContent,
  type BatchRequestStep,
  BatchResponseContent,
  PageIterator,
} from '@microsoft/microsoft-graph-client'
import type {
  Calendar,
  Event,
  OutlookCategory,
  ScheduleInformation,
  User,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { COACH, connectGraph, DANA, type OfficialCall } from './official-graph.ts'
import type { Listed } from './official-graph-events.ts'
import { graphHour, guest, PREFER } from './outlook-caller.ts'

const WINDOW = { startDateTime: '2026-11-23T00:00:00Z', endDateTime: '2026-12-08T00:00:00Z' }

const daily = {
  subject: 'Coaching',
  ...graphHour('2026-11-23T10:00', 'America/New_York'),
  attendees: [guest(DANA, 'Dana')],
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'noEnd', startDate: '2026-11-23' },
  },
} as const

const everyPage = async (graph: OfficialCall, first: Listed<Event>): Promise<readonly Event[]> => {
  const all = [...first.value]
  for (let next = first['@odata.nextLink']; next !== undefined; ) {
    const page = (await graph(next).get()) as Listed<Event>
    all.push(...page.value)
    next = page['@odata.nextLink']
  }
  return all
}

/** Lists, settings and batches, driven through the official client. */
export const judgeGraphLists = (): void => {
  describe('the official Graph client reads', () => {
    it('the user, the calendars and the settings', async () => {
      const { emulator, graph } = connectGraph()
      const me = (await graph('/me').select('mail,displayName').get()) as User
      expect(me).toMatchObject({ mail: COACH, displayName: 'Alex Morgan' })
      const { value } = (await graph('/me/calendars').top(50).get()) as Listed<Calendar>
      expect(value.map(({ name }) => name)).toEqual(['Calendar'])
      expect(await graph(`/me/calendars/${value[0]?.id}`).get()).toMatchObject({ isDefaultCalendar: true })
      expect(await graph('/me/calendar').get()).toMatchObject({ name: 'Calendar' })
      expect(await graph('/me/mailboxSettings').get()).toMatchObject({ timeZone: 'Eastern Standard Time' })
      expect(emulator.violations).toEqual([])
    })

    it('a view page by page, and the instances of a series', async () => {
      const { emulator, graph } = connectGraph()
      const series = emulator.outlook.addEvent(COACH, 'default', daily)
      const first = (await graph('/me/calendarView').query(WINDOW).top(4).get()) as Listed<Event>
      const all = await everyPage(graph, first)
      expect(all).toHaveLength(15)
      expect(new Set(all.map(({ iCalUId }) => iCalUId)).size).toBe(15)
      const { value } = (await graph(`/me/events/${series.id}/instances`)
        .query(WINDOW)
        .orderby('start/dateTime')
        .top(100)
        .get()) as Listed<Event>
      expect(value.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      expect(emulator.violations).toEqual([])
    })

    it('a calendar of its own with its page iterator', async () => {
      const { emulator, graph } = connectGraph()
      const { id } = emulator.outlook.addCalendar(COACH, { name: 'Sessions' })
      emulator.outlook.addEvent(COACH, id, daily)
      const page = await graph(`/me/calendars/${id}/calendarView`).query(WINDOW).get()
      let seen = 0
      const client = { api: graph } as never
      const iterator = new PageIterator(
        client,
        page,
        () => {
          seen += 1
          return true
        },
        { headers: { Prefer: PREFER } },
      )
      await iterator.iterate()
      expect(seen).toBe(15)
      expect(emulator.violations).toEqual([])
    })

    it('when colleagues are busy', async () => {
      const { emulator, graph } = connectGraph()
      emulator.outlook.addEvent(DANA, 'default', graphHour('2026-11-24T10:00'))
      const { value } = (await graph('/me/calendar/getSchedule').post({
        schedules: [DANA, 'nobody@x.example'],
        startTime: { dateTime: '2026-11-24T09:00:00', timeZone: 'UTC' },
        endTime: { dateTime: '2026-11-24T12:00:00', timeZone: 'UTC' },
        availabilityViewInterval: 60,
      })) as Listed<ScheduleInformation>
      expect(value.map(({ availabilityView }) => availabilityView)).toEqual(['020', undefined])
      expect(value[1]?.error?.responseCode).toBe('ErrorMailRecipientNotFound')
      expect(emulator.violations).toEqual([])
    })
  })

  describe('the official Graph client keeps', () => {
    it('categories', async () => {
      const { emulator, graph } = connectGraph()
      const categories = '/me/outlook/masterCategories'
      const made = (await graph(categories).post({
        displayName: 'Afterward: completed',
        color: 'preset4',
      })) as OutlookCategory
      await graph(`${categories}/${made.id}`).patch({ color: 'preset9' })
      const { value } = (await graph(categories).get()) as Listed<OutlookCategory>
      expect(value).toEqual([{ id: made.id, displayName: 'Afterward: completed', color: 'preset9' }])
      await graph(`${categories}/${made.id}`).delete()
      expect(((await graph(categories).get()) as Listed<OutlookCategory>).value).toEqual([])
      expect(emulator.violations).toEqual([])
    })

    it('several requests in one batch, each with its own answer', async () => {
      const { emulator, graph } = connectGraph()
      const { id } = emulator.outlook.addEvent(COACH, 'default', {
        subject: 'One',
        ...graphHour('2026-11-24T10:00'),
      })
      // The client takes the host off and leaves the rest as it is: the version is the batch's.
      const step = (name: string, path: string): BatchRequestStep => ({
        id: name,
        request: new Request(`https://graph.microsoft.com${path}`, { headers: { Prefer: PREFER } }),
      })
      const batch = new BatchRequestContent([step('1', `/me/events/${id}`), step('2', '/me/events/nowhere')])
      const answer = new BatchResponseContent(await graph('/$batch').post(await batch.getContent()))
      expect(await answer.getResponseById('1').json()).toMatchObject({ subject: 'One' })
      expect(answer.getResponseById('2').status).toBe(404)
      expect(emulator.violations).toEqual([])
    })
  })
}
