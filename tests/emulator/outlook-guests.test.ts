import { describe, expect, it } from 'vitest'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, graphHour, guest, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const LEE = 'lee@outside.example'
const VIEW = viewOf('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z')
const NOON = Date.UTC(2026, 10, 24, 12)

const start = () => {
  const emulator = createEmulator({
    outlookMailboxes: [
      { email: COACH, name: 'Alex Morgan' },
      { email: DANA, name: 'Dana Reyes' },
    ],
  })
  const { outlook } = emulator
  const meet = (changes: object = {}) =>
    outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      ...graphHour('2026-11-24T10:00'),
      attendees: [guest(DANA, 'Dana'), guest(LEE, 'Lee')],
      ...changes,
    })
  const [call, dana] = [createGraphCaller(emulator, COACH), createGraphCaller(emulator, DANA)]
  const hers = async () => (await dana('GET', VIEW)).json.value[0]
  const responses = (id: string) => outlook.event(id)?.attendees.map(({ status }) => status?.response)
  return { emulator, outlook, call, dana, meet, hers, responses }
}

describe('a guest of an Outlook meeting', () => {
  it('has a copy of their own, tentative until answered, and sees nobody else’s answer', async () => {
    const { meet, hers, outlook } = start()
    const { id, iCalUId } = meet()
    outlook.actAs(LEE).accept(id)
    const copy = await hers()
    expect(copy).toMatchObject({
      iCalUId,
      isOrganizer: false,
      showAs: 'tentative',
      organizer: { emailAddress: { address: COACH } },
    })
    expect(copy.id).not.toBe(id)
    expect(copy.responseStatus.response).toBe('notResponded')
    expect(copy.attendees.map((one: { status: { response: string } }) => one.status.response)).toEqual([
      'none',
      'none',
    ])
  })

  it('answers, and the organiser hears of it only with sendResponse', async () => {
    const { meet, hers, dana, outlook, responses } = start()
    const { id } = meet()
    const path = `/me/events/${(await hers()).id}`
    expect((await dana('POST', `${path}/accept`, { sendResponse: false })).status).toBe(202)
    expect(responses(id)).toEqual(['none', 'none'])
    expect((await hers()).responseStatus.response).toBe('accepted')
    await dana('POST', `${path}/tentativelyAccept`, { comment: 'Maybe' })
    expect(responses(id)).toEqual(['tentativelyAccepted', 'none'])
    expect(outlook.mails).toMatchObject([{ to: COACH, kind: 'response', comment: 'Maybe' }])
    await dana('POST', `${path}/decline`, { sendResponse: true })
    expect(responses(id)).toEqual(['declined', 'none'])
    expect(await hers()).toBeUndefined()
  })

  it('keeps what they declined where the mailbox is set so', async () => {
    const { meet, outlook, hers } = start()
    outlook.settings.keepsDeclined = true
    outlook.actAs(DANA).decline(meet().id)
    expect((await hers()).responseStatus.response).toBe('declined')
  })

  it('proposes another time, unless the organiser takes none', async () => {
    const { meet, outlook, dana, hers } = start()
    const { id } = meet()
    outlook.actAs(DANA).propose(id, NOON)
    outlook.actAs(LEE).propose(id, NOON)
    expect(outlook.event(id)?.attendees[1]?.proposedNewTime).toEqual(
      outlook.event(id)?.attendees[0]?.proposedNewTime,
    )
    expect(outlook.event(id)?.attendees[0]?.proposedNewTime?.start.dateTime).toBe(
      '2026-11-24T12:00:00.0000000',
    )
    outlook.actAs(COACH).patch(id, { allowNewTimeProposals: false })
    const refused = await dana('POST', `/me/events/${(await hers()).id}/tentativelyAccept`, {
      sendResponse: true,
      proposedNewTime: graphHour('2026-11-25T10:00'),
    })
    expect(refused.status).toBe(400)
  })

  it('may change what is theirs and nothing of the meeting', async () => {
    const { meet, dana, hers, outlook } = start()
    const { id } = meet()
    const path = `/me/events/${(await hers()).id}`
    expect((await dana('PATCH', path, { categories: ['mine'], showAs: 'free' })).status).toBe(200)
    const moved = await dana('PATCH', path, graphHour('2026-11-24T12:00'))
    expect([moved.status, moved.json.error.code]).toEqual([403, 'ErrorAccessDenied'])
    expect((await dana('POST', `${path}/cancel`, { comment: '' })).status).toBe(400)
    expect(outlook.event(id)).toMatchObject({ categories: [], showAs: 'busy' })
  })

  it('is asked anew when the meeting moves, and sees it canceled when the organiser ends it', async () => {
    const { meet, outlook, responses, hers, call } = start()
    const { id } = meet()
    outlook.actAs(DANA).accept(id)
    outlook.actAs(COACH).reschedule(id, NOON)
    expect(responses(id)).toEqual(['none', 'none'])
    await call('POST', `/me/events/${id}/cancel`, { comment: 'Ill' })
    expect(await hers()).toMatchObject({ isCancelled: true, subject: 'Canceled: Coaching' })
    expect(outlook.event(id)).toBeNull()
    expect(outlook.mails.map(({ comment }) => comment)).toEqual(['Ill', 'Ill'])
  })

  it('answers one instance of a series, the others unanswered', async () => {
    const { meet, outlook } = start()
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-11-24', numberOfOccurrences: 3 },
    }
    const series = meet({ recurrence })
    const second = outlook.instanceId(series.id, Date.UTC(2026, 10, 25, 10))
    outlook.actAs(DANA).decline(second)
    const answers = [24, 25, 26].map((day) => {
      const one = outlook.event(outlook.instanceId(series.id, Date.UTC(2026, 10, day, 10)))
      return one?.attendees[0]?.status?.response
    })
    expect(answers).toEqual(['none', 'declined', 'none'])
    expect(outlook.event(second)?.type).toBe('exception')
  })
})

describe('the organiser of an Outlook meeting', () => {
  it('cannot answer their own invitation', async () => {
    const { meet, call } = start()
    expect((await call('POST', `/me/events/${meet().id}/accept`, {})).status).toBe(400)
  })

  it('may be somebody without a mailbox here, who moves and cancels it all the same', async () => {
    const { call, outlook } = start()
    const organizer = { emailAddress: { address: 'jo@supervision.example', name: 'Jo' } }
    const { id } = outlook.addEvent(COACH, 'default', {
      subject: 'Supervision',
      ...graphHour('2026-11-24T10:00'),
      organizer,
      attendees: [{ ...guest(COACH), status: { response: 'accepted' } }],
    })
    const jo = outlook.actAs('jo@supervision.example')
    jo.reschedule(id, NOON)
    const moved = (await call('GET', `/me/events/${id}`)).json
    expect(moved).toMatchObject({
      isOrganizer: false,
      organizer,
      start: { dateTime: '2026-11-24T12:00:00.0000000' },
    })
    jo.cancel(id)
    expect((await call('GET', `/me/events/${id}`)).json.isCancelled).toBe(true)
    expect(() => outlook.actAs('eve@x.example').reschedule(id, NOON)).toThrow('does not organise')
    expect(() => outlook.actAs('eve@x.example').delete(id)).toThrow('does not organise')
  })

  it('moves an event between calendars under the same immutable id', async () => {
    const { meet, outlook, call } = start()
    const { id } = meet()
    const other = outlook.addCalendar(COACH, { name: 'Other' })
    outlook.actAs(COACH).move(id, other.id)
    expect((await call('GET', VIEW)).json.value).toEqual([])
    expect((await call('GET', `/me/calendars/${other.id}/events/${id}`)).status).toBe(200)
    expect((await call('GET', `/me/calendar/events/${id}`)).status).toBe(200)
  })
})

describe('somebody else’s calendar', () => {
  it.each([
    ['read', 'Private Appointment', 403],
    ['write', 'Private Appointment', 200],
    ['freeBusyRead', 'Busy', 403],
  ] as const)('shared to %s', async (role, subject, status) => {
    const { outlook, call, emulator } = start()
    const shared = outlook.calendarId(DANA)
    outlook.addCalendar(COACH, { id: shared, name: 'Dana', role })
    const open = outlook.addEvent(DANA, 'default', { subject: 'Open', ...graphHour('2026-11-24T10:00') })
    const secret = outlook.addEvent(DANA, 'default', {
      subject: 'Secret',
      sensitivity: 'private',
      ...graphHour('2026-11-25T10:00'),
    })
    const { value } = (await call('GET', viewOf('2026-11-24T00:00:00Z', '2026-11-26T00:00:00Z', '', shared)))
      .json
    expect(value.map((one: { subject: string }) => one.subject)).toContain(subject)
    expect(value.map((one: { subject: string }) => one.subject)).not.toContain('Secret')
    expect(secret.subject).toBe('Secret')
    expect((await call('PATCH', `/me/events/${open.id}`, { subject: 'Mine' })).status).toBe(status)
    expect(emulator.violations).toEqual([])
  })
})
