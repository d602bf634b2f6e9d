import type { Calendar, Event, User } from '@microsoft/microsoft-graph-types'
import { afterAll, describe, expect, it } from 'vitest'
import { COACH, connectGraph, DANA, graphRefusal, graphSummary } from './official-graph.ts'
import { graphHour, guest } from './outlook-caller.ts'

afterAll(() => console.log(graphSummary()))

type Listed<T> = { readonly value: T[]; readonly '@odata.nextLink'?: string }

describe('the official Graph client reads', () => {
  it('the user and the calendars', async () => {
    const { emulator, graph } = connectGraph()
    const me = (await graph.api('/me').get()) as User
    expect(me.mail).toBe(COACH)
    const { value } = (await graph.api('/me/calendars').top(50).get()) as Listed<Calendar>
    expect(value.map(({ name }) => name)).toEqual(['Calendar'])
    expect(emulator.violations).toEqual([])
  })

  it('a view page by page', async () => {
    const { emulator, graph } = connectGraph()
    emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      ...graphHour('2026-11-23T10:00', 'America/New_York'),
      attendees: [guest(DANA, 'Dana')],
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'noEnd', startDate: '2026-11-23' },
      },
    })
    const window = { startDateTime: '2026-11-23T00:00:00Z', endDateTime: '2026-12-08T00:00:00Z' }
    const all: Event[] = []
    let page = (await graph.api('/me/calendarView').query(window).top(4).get()) as Listed<Event>
    all.push(...page.value)
    while (page['@odata.nextLink']) {
      page = (await graph.api(page['@odata.nextLink']).get()) as Listed<Event>
      all.push(...page.value)
    }
    expect(all).toHaveLength(15)
    expect(emulator.violations).toEqual([])
  })
})

describe('the official Graph client writes', () => {
  it('an event from invitation to cancellation', async () => {
    const { emulator, graph, dana } = connectGraph()
    const made = (await graph.api('/me/events').post({
      subject: 'Coaching: Dana',
      ...graphHour('2026-11-24T10:00'),
      attendees: [guest(DANA, 'Dana')],
      transactionId: 't-1',
    })) as Event
    const { value } = (await dana.api('/me/events').get()) as Listed<Event>
    const hers = value[0]?.id ?? ''
    await dana.api(`/me/events/${hers}/accept`).post({ comment: 'See you', sendResponse: true })
    const seen = (await graph.api(`/me/events/${made.id}`).get()) as Event & { '@odata.etag': string }
    expect(seen.attendees?.[0]?.status?.response).toBe('accepted')
    const stale = graph.api(`/me/events/${made.id}`).header('If-Match', 'W/"old"').patch({ subject: 'x' })
    expect(await graphRefusal(stale)).toEqual({ status: 412, code: 'ErrorIrresolvableConflict' })
    await graph
      .api(`/me/events/${made.id}`)
      .header('If-Match', seen['@odata.etag'])
      .patch({ subject: 'Coaching' })
    await graph.api(`/me/events/${made.id}/cancel`).post({ comment: 'Ill, sorry' })
    expect(await graphRefusal(graph.api(`/me/events/${made.id}`).get())).toMatchObject({ status: 404 })
    expect(emulator.outlook.mails.map(({ to, kind }) => [to, kind])).toEqual([
      [DANA, 'invitation'],
      [COACH, 'response'],
      [DANA, 'update'],
      [DANA, 'cancellation'],
    ])
    expect(emulator.violations).toEqual([])
  })
})
