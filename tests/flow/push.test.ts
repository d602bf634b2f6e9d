import { describe, expect, it } from 'vitest'
import { MARK, readMarks } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import type { CalendarEvent } from '../../lib/core/event.ts'
import { balance } from '../../lib/core/ledger.ts'
import { ok } from '../../lib/core/result.ts'
import { HOUR } from '../../lib/core/time.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { isNews } from '../../lib/flow/batch.ts'
import { push } from '../../lib/flow/push.ts'
import { undo } from '../../lib/flow/undo.ts'
import { DANA, eventOf, headFor, LEE, NOW, recordOf } from '../helpers/books.ts'
import type { TestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { came, intent, KEY, noShow, sick } from './answering.ts'

import { setUp } from './pushing.ts'

const elsewhere = headFor(
  'feedfeedfeedfeedfeed',
  { occurred: false, reason: 'client-emergency' },
  { device: 'there' },
)
const marksWith = (...heads: (typeof elsewhere)[]) => ({
  [MARK.any]: '1',
  [MARK.answer(DANA)]: encodeHeads(heads),
})

describe('pushing an answer', () => {
  it('writes it with one request under If-Match, and knows the echo', async () => {
    const { calendar, deps, rows, stored } = await setUp()
    await answer(deps, intent(noShow))
    expect(await push(deps)).toEqual({ nextAt: null })
    expect(calendar.calls).toEqual([{ method: 'patch', id: 'event1' }])
    const [kept] = await deps.db.answers.all()
    const event = calendar.events.get('event1')
    expect(readMarks(event?.marks ?? {}).heads.get(DANA)).toMatchObject([
      { id: kept?.id, code: 'client-no-show' },
    ])
    expect(kept?.published).toBe(true)
    expect(await rows()).toEqual([])
    expect(await stored()).toMatchObject({
      etag: event?.etag,
      marks: event?.marks,
      sessionKey: KEY,
      startMs: NOW - HOUR,
    })
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
  })

  it('E37 a change and an undo follow in order, each replacing the one before', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(sick))
    await answer(deps, intent(came, { intentId: 'i2' }))
    await undo(deps, { intentId: 'u', sessionKey: KEY, participants: [DANA] })
    await push(deps)
    expect(calendar.calls).toHaveLength(3)
    const marks = calendar.events.get('event1')?.marks ?? {}
    expect(readMarks(marks).heads.get(DANA)).toMatchObject([{ code: 'undone' }])
    expect(marks[MARK.queue]).toBeUndefined()
    expect(await rows()).toEqual([])
    expect((await deps.db.answers.all()).every(({ published }) => published)).toBe(true)
  })

  it('E48 the answer of the calendar is lost: the retry finds it done', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    const { nextAt } = await push(deps)
    expect(await rows()).toMatchObject([
      { state: 'queued', attempts: 1, nextAttemptAt: nextAt, lastFailure: { type: 'offline' } },
    ])
    const written = calendar.events.get('event1')
    deps.time.set(nextAt ?? 0)
    await push(deps)
    expect(await rows()).toEqual([])
    expect(calendar.events.get('event1')).toEqual(written)
    expect(await deps.db.answers.all()).toMatchObject([{ published: true, inForce: true }])
  })

  it.each(['before the next word', 'after it'])(
    'E48 what got through unheard and was then refused is replaced by the next word, not contradicted: refused %s',
    async (when) => {
      const { calendar, deps, rows } = await setUp()
      await answer(deps, intent(sick))
      calendar.faults.push({ failure: { type: 'offline' }, after: true })
      const { nextAt } = await push(deps)
      calendar.faults.push({ failure: { type: 'not-found' } })
      if (when === 'after it') await answer(deps, intent(came, { intentId: 'i2' }))
      deps.time.set(nextAt ?? 0)
      await push(deps)
      if (when !== 'after it') await answer(deps, intent(came, { intentId: 'i2' }))
      deps.time.advance(HOUR)
      await push(deps)
      expect(await rows()).toEqual([])
      const there = readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
      expect(there).toMatchObject([{ code: 'occurred' }])
    },
  )

  it('E48 killed between the write and the books: nothing is written twice', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    const dying = {
      ...deps,
      store: {
        ...deps.store,
        write: async (names: readonly string[], work: never) => {
          if (names.includes('proposals')) throw new Error('killed')
          return deps.store.write(names as never, work)
        },
      },
    }
    await expect(push(dying as never)).rejects.toThrow('killed')
    expect(await rows()).toHaveLength(1)
    const written = calendar.events.get('event1')
    await push(deps)
    expect(await rows()).toEqual([])
    expect(calendar.events.get('event1')).toEqual(written)
  })

  it('E51 the event changed meanwhile: re-read, and the answer put onto what is there now', async () => {
    const { calendar, deps, rows, stored } = await setUp()
    await answer(deps, intent(came))
    calendar.edit('event1', { title: 'Renamed by Dana' })
    await push(deps)
    expect(calendar.calls.map(({ method }) => method)).toEqual(['patch', 'get', 'patch'])
    expect(calendar.events.get('event1')).toMatchObject({ title: 'Renamed by Dana' })
    expect(readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)).toHaveLength(1)
    expect(await rows()).toEqual([])
    // The new title has not been pulled: the stored event must not look up to date.
    expect(await stored()).toMatchObject({ title: 'Coaching', etag: '"1"' })
  })

  it('E51 an event that never stands still is left for later, not given up', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    calendar.faults.push(...Array.from({ length: 9 }, () => ({ failure: { type: 'changed' } as const })))
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'queued', attempts: 1 }])
  })

  it('E36 an answer from elsewhere that it did not see stays beside it: the one that does not count is used', async () => {
    const { calendar, deps } = await setUp()
    await answer(deps, intent(noShow))
    calendar.edit('event1', { marks: marksWith(elsewhere) })
    await push(deps)
    expect(readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)).toHaveLength(2)
    const session = await deps.db.sessions.get(KEY)
    expect(session?.participants[0]?.outcome).toMatchObject({
      answerId: elsewhere.id,
      counts: false,
      conflict: true,
    })
    expect(balance(await deps.db.ledger.all())).toBe(0)
    // The coach settles it: the new answer has both as its base.
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await push(deps)
    expect(readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)).toHaveLength(1)
    expect((await deps.db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({
      counts: true,
      conflict: false,
    })
    expect(balance(await deps.db.ledger.all())).toBe(1)
  })

  it('E48 what another browser puts back, not having heard that it got there, is replaced by the next word, which had seen it', async () => {
    const { calendar, deps } = await setUp()
    await answer(deps, intent(noShow))
    calendar.edit('event1', { marks: marksWith(elsewhere) })
    await push(deps)
    await answer(deps, intent(came, { intentId: 'i2' }))
    await push(deps)
    const headsThere = () => readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA) ?? []
    expect(headsThere()).toMatchObject([{ code: 'occurred' }])
    calendar.edit('event1', { marks: marksWith(elsewhere, ...headsThere()) })
    await answer(deps, intent(noShow, { intentId: 'i3' }))
    await push(deps)
    expect(headsThere()).toMatchObject([{ code: 'client-no-show' }])
    const session = await deps.db.sessions.get(KEY)
    expect(session?.participants[0]?.outcome).toMatchObject({ counts: true, conflict: false })
  })

  it('E36 an answer for which there is no room beside three later ones gives way here as it does everywhere', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(noShow))
    const three = ['1', '2', '3'].map((id, index) => ({
      ...elsewhere,
      id: id.repeat(20),
      at: NOW + 1 + index,
    }))
    calendar.edit('event1', { marks: marksWith(...three) })
    await push(deps)
    const there = readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
    expect(there?.map(({ id }) => id)).toEqual(three.map(({ id }) => id))
    expect(await rows()).toEqual([])
    const own = (await deps.db.answers.all()).find(({ source }) => source === 'here')
    expect(own).toMatchObject({ published: true, inForce: false })
    expect((await deps.db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({
      answerId: three[0]?.id,
    })
  })

  it('E51 an answer for which there was no room in an older picture of the event is written where there is room now', async () => {
    const { calendar, deps } = await setUp()
    await answer(deps, intent(noShow))
    const three = ['1', '2', '3'].map((id, index) => ({
      ...elsewhere,
      id: id.repeat(20),
      at: NOW + 1 + index,
    }))
    await deps.db.events.put({
      ...recordOf(eventOf({ marks: { ...marksWith(...three), [MARK.queue]: `${DANA}=open` } })),
      sessionKey: KEY,
    })
    calendar.edit('event1', { marks: marksWith(elsewhere) })
    await push(deps)
    const there = readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
    expect(there?.map(({ code }) => code).toSorted()).toEqual(['client-emergency', 'client-no-show'])
    expect((await deps.db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({
      answerId: elsewhere.id,
      conflict: true,
    })
  })

  it('E15 in a group the property of the other client is not touched', async () => {
    const { calendar, deps } = await setUp()
    const theirs = {
      [MARK.any]: '1',
      [MARK.answer(LEE)]: encodeHeads([elsewhere]),
      [MARK.queue]: `${LEE}=open`,
    }
    calendar.edit('event1', { marks: theirs })
    await answer(deps, intent(sick))
    await push(deps)
    expect(calendar.events.get('event1')?.marks).toMatchObject({
      ...theirs,
      [MARK.queue]: `${DANA}=open\n${LEE}=open`,
    })
  })

  it('on an event deleted meanwhile there is nothing to write: the answer stays here', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    calendar.edit('event1', { status: 'cancelled' })
    await push(deps)
    expect(await rows()).toEqual([])
    expect(await deps.db.answers.all()).toMatchObject([{ published: false, inForce: true }])
  })

  it('on an event that is nowhere to be found there is nothing to write once its calendar has told that it is gone, and not before', async () => {
    const { calendar, deps, rows, stored } = await setUp()
    await answer(deps, intent(came))
    calendar.events.delete('event1')
    for (const _ of [1, 2]) {
      await push(deps)
      expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { type: 'not-found' } }])
    }
    const { key = '' } = (await stored()) ?? {}
    // As Outlook tells it: gone, and nothing more.
    await change(deps.db.events, key, { status: 'cancelled', etag: null })
    await push(deps)
    expect(await rows()).toEqual([])
    expect(await deps.db.answers.all()).toMatchObject([{ published: false, inForce: true }])
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('what the calendar silently does not keep is not believed written', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    const patch = calendar.patch
    const forgetful = {
      ...calendar,
      patch: (...[to, id, change, etag]: Parameters<typeof patch>) =>
        patch(to, id, { ...change, marks: {} }, etag),
    }
    await push({ ...deps, calendars: { of: () => forgetful } })
    expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { reason: 'mark-not-kept' } }])
  })
})

describe('a push and a pull at the same time', () => {
  /** An event as a pull stores it, read at `updated`. */
  const pulledEvent = (deps: TestDeps, event: CalendarEvent) =>
    deps.db.events.put({ ...recordOf(event), sessionKey: KEY })

  it('E36 a later answer, pulled before our own success was heard of, keeps the last word', async () => {
    const { calendar, deps } = await setUp()
    await answer(deps, intent(noShow))
    const patch = calendar.patch
    const slow: typeof patch = async (...args) => {
      const done = await patch(...args)
      // The other browser saw ours, replaced it, and that was pulled, all while our answer was on its way back.
      const theirs = { ...eventOf(), etag: '"99"', updated: NOW + 5, marks: marksWith(elsewhere) }
      await pulledEvent(deps, theirs)
      await deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
        const session = await tx.sessions.get(KEY)
        if (session) await tx.sessions.put(await adopt(tx, session, [theirs.marks], NOW))
      })
      return done
    }
    Object.assign(calendar, { patch: slow })
    await push(deps)
    expect(await deps.db.events.get('work/event1')).toMatchObject({ etag: '"99"' })
    expect((await deps.db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({
      answerId: elsewhere.id,
      conflict: false,
    })
    expect(balance(await deps.db.ledger.all())).toBe(0)
  })

  it('E51 what it replaced on an event that was changed meanwhile is news when that comes back', async () => {
    const { calendar, deps, stored } = await setUp()
    await pulledEvent(deps, { ...eventOf(), marks: marksWith(elsewhere) })
    await deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
      const session = await tx.sessions.get(KEY)
      if (session) await tx.sessions.put(await adopt(tx, session, [marksWith(elsewhere)], NOW))
    })
    calendar.edit('event1', { title: 'Renamed by Dana', marks: marksWith(elsewhere) })
    await answer(deps, intent(noShow))
    await push(deps)
    expect((await stored())?.marks).toEqual(calendar.events.get('event1')?.marks)
  })

  it('E35 what stands there of somebody who was invited meanwhile went nowhere yet, and is news to the next pull', async () => {
    const { calendar, deps, stored } = await setUp()
    await answer(deps, intent(noShow))
    calendar.edit('event1', { marks: { [MARK.any]: '1', [MARK.answer(LEE)]: encodeHeads([elsewhere]) } })
    await push(deps)
    const marks = (await stored())?.marks ?? {}
    expect([MARK.answer(DANA) in marks, MARK.answer(LEE) in marks]).toEqual([true, false])
  })

  it('E51 a page read before our write is known to be older, also when somebody else changed the event in between', async () => {
    const { calendar, deps, stored } = await setUp()
    await answer(deps, intent(noShow))
    calendar.edit('event1', { title: 'Renamed by Dana', updated: NOW + 1, marks: marksWith(elsewhere) })
    const before = calendar.events.get('event1')
    const patch = calendar.patch
    const stamped: typeof patch = async (...args) => {
      const done = await patch(...args)
      return done.ok ? ok({ ...done.value, updated: NOW + 2 }) : done
    }
    Object.assign(calendar, { patch: stamped })
    await push(deps)
    const record = await stored()
    if (before === undefined) throw new Error('no event')
    expect(isNews(before, record)).toBe(false)
    // What the write itself made of it is still news: with the new title.
    expect(isNews({ ...before, etag: '"100"', updated: NOW + 2 }, record)).toBe(true)
  })
})
