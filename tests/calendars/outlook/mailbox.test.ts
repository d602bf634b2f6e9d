import { describe, expect, it } from 'vitest'
import type { EventDraft } from '../../../lib/core/event.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import { COACH, createEmulated, NOW, utc } from './emulated.ts'

const DANA = 'dana@client.example'

const draft: EventDraft = {
  id: 'abcdef0123456789',
  title: 'Hold',
  description: '',
  start: NOW + DAY,
  end: NOW + DAY + HOUR,
  zone: 'Europe/Madrid',
  status: 'tentative',
  private: true,
  attendees: [],
  marks: { aw: '1', 'aw1.h': 'p1:0' },
}

describe('a mailbox', () => {
  it.each([400, 409] as const)(
    'E48 a hold whose answer was lost is found again, never made twice (%i)',
    async (duplicateStatus) => {
      const { port, calendar, emulator } = await createEmulated()
      emulator.outlook.settings.duplicateStatus = duplicateStatus
      emulator.faults.next({ kind: 'lost-response' })
      expect(await port.insert(calendar, draft)).toEqual({ ok: false, error: { type: 'offline' } })
      expect(await port.insert(calendar, draft)).toEqual({ ok: false, error: { type: 'duplicate' } })
      const made = await port.made(calendar, draft)
      expect(made).toMatchObject({ ok: true, value: { title: 'Hold', marks: draft.marks } })
      expect(emulator.outlook.events(COACH, 'default')).toHaveLength(1)
      expect(emulator.violations).toEqual([])
    },
  )

  it('a hold tells nobody; an event with guests invites them', async () => {
    const { port, calendar, emulator } = await createEmulated()
    await port.insert(calendar, draft)
    expect(emulator.outlook.mails).toEqual([])
    await port.insert(calendar, { ...draft, id: 'other', attendees: [{ email: DANA, name: 'Dana' }] })
    expect(emulator.outlook.mails).toMatchObject([{ to: DANA }])
  })

  it('an annotation tells nobody and leaves categories, guests and other apps’ properties alone', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const other = { id: 'String {00000000-6c1e-4b7a-9f4d-8e2b5c7d1a60} Name Other', value: 'theirs' }
    const categories = Array.from({ length: 25 }, (_, index) => `Category ${index}`)
    const made = emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      start: utc(NOW + DAY),
      end: utc(NOW + DAY + HOUR),
      attendees: [{ type: 'optional', emailAddress: { address: DANA, name: 'Dana' } }],
      categories,
      singleValueExtendedProperties: [other],
    })
    const etag = made['@odata.etag']
    const patched = await port.patch(calendar, made.id, { marks: { aw: '1', 'aw1.p': 'v' } }, etag)
    expect(patched).toMatchObject({ ok: true, value: { categories, marks: { aw: '1', 'aw1.p': 'v' } } })
    const after = emulator.outlook.event(made.id)
    expect(after?.singleValueExtendedProperties).toHaveLength(2)
    expect(after?.attendees).toEqual(made.attendees)
    expect(emulator.outlook.mails).toEqual([])
    expect(emulator.violations).toEqual([])
  })

  it('a client who asks for another time is read so', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const made = emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      start: utc(NOW + DAY),
      end: utc(NOW + DAY + HOUR),
      attendees: [{ emailAddress: { address: DANA } }],
    })
    emulator.outlook.actAs(DANA).propose(made.id, NOW + 2 * DAY)
    const read = await port.get(calendar, made.id)
    const [guest] = read.ok ? read.value.attendees : []
    expect(guest).toMatchObject({
      response: 'tentative',
      proposedTime: { start: NOW + 2 * DAY, end: NOW + 2 * DAY + HOUR },
    })
  })

  it('with read access nothing is written, and its own busy times are known all the same', async () => {
    const { port, calendar, emulator } = await createEmulated('read', 'personal')
    emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      start: utc(NOW + DAY),
      end: utc(NOW + DAY + HOUR),
    })
    const needed = { ok: false, error: { type: 'scope-needed' } }
    expect(await port.insert(calendar, draft)).toEqual(needed)
    expect(await port.patch(calendar, 'x', {}, null)).toEqual(needed)
    expect(await port.remove(calendar, 'x', null)).toEqual(needed)
    const busy = await port.busy([calendar.id], { start: NOW, end: NOW + 2 * DAY })
    expect(busy.ok && busy.value.busyByCalendar.get(calendar.id)).toEqual([
      { start: NOW + DAY, end: NOW + DAY + HOUR },
    ])
    expect(emulator.log.every(({ method }) => method === 'GET')).toBe(true)
    expect(emulator.violations).toEqual([])
  })

  it('E44 what is not the coach’s to change is not tried, or is forbidden for good', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const reader = { ...calendar, role: 'reader' } as const
    expect(await port.insert(reader, draft)).toMatchObject({ error: { reason: 'read-only-calendar' } })
    const writer = { ...calendar, role: 'writer' } as const
    expect(await port.insert(writer, draft)).toMatchObject({ error: { reason: 'calendar-not-owned' } })
    emulator.outlook.addUser({ email: 'boss@corp.example' })
    const made = emulator.outlook.addEvent(COACH, 'default', {
      subject: 'Theirs',
      organizer: { emailAddress: { address: 'boss@corp.example' } },
      attendees: [{ emailAddress: { address: COACH } }],
      start: utc(NOW + DAY),
      end: utc(NOW + DAY + HOUR),
    })
    const time = { start: NOW + 2 * DAY, end: NOW + 2 * DAY + HOUR, zone: 'UTC' }
    expect(await port.patch(calendar, made.id, { time }, null)).toMatchObject({
      error: { type: 'forbidden' },
    })
    expect((await port.patch(calendar, made.id, { marks: { aw: '1' } }, null)).ok).toBe(true)
  })
})
