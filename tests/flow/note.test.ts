import { describe, expect, it, vi } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { eraseClient } from '../../lib/flow/erase-client.ts'
import { keepTyped, noteDraftId, saveNote } from '../../lib/flow/note.ts'
import { tick } from '../../lib/flow/tick.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { reports } from '../../lib/store/queries/reports.ts'
import { clientOf, DANA, fill, NOW, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent } from './answering.ts'

const KEY = `uid-1|-#${DANA}`
const action = { id: 'a', text: 'Send the report', due: '2026-12-01', done: false }
const note = { sessionKey: 'uid-1|-', participant: DANA, text: 'Went well', minutes: 50, actions: [action] }

const withSession = async (draft?: unknown) => {
  const deps = await createTestDeps()
  await fill(deps)
  const id = noteDraftId('uid-1|-', DANA)
  if (draft !== undefined) await deps.db.drafts.put({ id, value: draft, updatedAt: 0 })
  return deps
}

describe('a note', () => {
  it("is kept with the client's address, and replaces the one before", async () => {
    const deps = await withSession()
    await saveNote(deps, { ...note, text: 'Began' })
    expect(await saveNote(deps, note)).toEqual({ ok: true, value: null })
    const { participant: _, ...words } = note
    expect(await deps.db.notes.all()).toEqual([
      { ...words, id: KEY, address: 'dana@client.example', updatedAt: NOW },
    ])
  })

  it.each([
    ['its bare text', 'Went well'],
    [
      'its form, a blank action item open',
      {
        text: 'Went well',
        minutes: ' 50',
        actions: [action, { id: 'b', text: ' ', due: null, done: false }],
      },
    ],
  ])('takes its draft with it: %s', async (_name, draft) => {
    const deps = await withSession(draft)
    await saveNote(deps, note)
    expect(await deps.db.drafts.count()).toBe(0)
  })

  it.each([
    ['words', { text: 'Went well, and', minutes: '50', actions: [action] }],
    ['minutes', { text: 'Went well', minutes: '55', actions: [action] }],
    ['an action item', { text: 'Went well', minutes: '50', actions: [action, { ...action, id: 'b' }] }],
    ['something of a shape unknown here', { body: 'Went well' }],
  ])('E34 a draft with newer words stays: %s', async (_name, draft) => {
    const deps = await withSession(draft)
    await saveNote(deps, note)
    expect(await deps.db.drafts.count()).toBe(1)
  })

  it('emptied of everything is taken away', async () => {
    const deps = await withSession()
    await saveNote(deps, note)
    await saveNote(deps, { ...note, text: ' ', minutes: null, actions: [] })
    expect(await deps.db.notes.count()).toBe(0)
  })

  it('of an unknown session or participant is refused, and the draft kept', async () => {
    const deps = await withSession('Went well')
    expect(await saveNote(deps, { ...note, sessionKey: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await saveNote(deps, { ...note, participant: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await deps.db.drafts.count()).toBe(1)
  })
})

describe('a note that was typed and left', () => {
  const form = { text: 'Went well', minutes: '45', actions: [action, { ...action, id: 'b', text: ' ' }] }
  const { participant: _, sessionKey: __, ...words } = { ...note, minutes: 45 }
  const left = async (updatedAt: number) => {
    const deps = await withSession()
    deps.present.online = false
    const keep = (value: unknown, at: number) =>
      deps.db.drafts.put({ id: noteDraftId('uid-1|-', DANA), value, updatedAt: at })
    await keep(form, updatedAt)
    return { deps, keep }
  }

  it('comes back with its open actions on the next card, and its minutes in the reports', async () => {
    const deps = await createTestDeps()
    deps.present.online = false
    const later = { key: 'next|-', uid: 'next', start: NOW + DAY, end: NOW + DAY + HOUR, copies: [] }
    await fill(deps, { events: [], sessions: [sessionOf({ copies: [] }), sessionOf(later)] })
    const kinds = [{ from: 0, kind: 'paid' as const }]
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example'], kinds }))
    await answer(deps, intent(came))
    await deps.db.drafts.put({ id: noteDraftId('uid-1|-', DANA), value: form, updatedAt: NOW })
    await tick(deps, 'start')
    const next = await cardView(deps.db, 'next|-', NOW + 2 * DAY)
    expect(next?.people[0]?.openActions.map((open) => open.action.text)).toEqual(['Send the report'])
    expect([...(await reports(deps.db)).minutes.values()]).toEqual([45])
  })

  it('is kept once, at the next round, whatever becomes of the page', async () => {
    const { deps, keep } = await left(NOW - 1)
    await tick(deps, 'alarm')
    const kept = { ...words, id: KEY, sessionKey: 'uid-1|-', address: 'dana@client.example' }
    expect(await deps.db.notes.all()).toEqual([{ ...kept, updatedAt: NOW - 1 }])
    expect(await deps.db.drafts.count()).toBe(0)
    // The page was open all the same: it goes on, and is done.
    await keep({ ...form, text: 'Went well, and' }, NOW)
    await tick(deps, 'message')
    await saveNote(deps, { ...note, minutes: 45, text: 'Went well, and on' })
    expect(await deps.db.notes.all()).toMatchObject([{ text: 'Went well, and on' }])
  })

  it('never takes the place of what was saved since', async () => {
    const { deps } = await left(NOW - 1)
    await saveNote(deps, { ...note, actions: [{ ...action, done: true }] })
    await tick(deps, 'message')
    expect(await deps.db.notes.all()).toMatchObject([{ minutes: 50, actions: [{ done: true }] }])
    expect(await deps.db.drafts.count()).toBe(1)
  })

  it.each([
    ['older', NOW - 1],
    ['newer', NOW + 1],
  ])('E34 does not stay behind a note that says the same, also when it is %s', async (_name, at) => {
    const { deps, keep } = await left(NOW)
    const same = { ...note, minutes: 45 }
    await saveNote(deps, same)
    // A page that is hidden: what it saves is heard before its draft is written.
    await keep(form, at)
    await tick(deps, 'message')
    expect(await deps.db.notes.all()).toMatchObject([{ ...words, updatedAt: NOW }])
    expect(await deps.db.drafts.count()).toBe(0)
  })

  it('E34 after a save was sent that took long to arrive is newer than that', async () => {
    const { deps } = await left(NOW - 1)
    await saveNote(deps, { ...note, text: 'Went', typedAt: NOW - 2 })
    await tick(deps, 'start')
    expect(await deps.db.notes.all()).toEqual([
      { ...words, id: KEY, address: 'dana@client.example', sessionKey: 'uid-1|-', updatedAt: NOW - 1 },
    ])
  })

  it('E34 once kept by a round, is not taken back by a save from before that arrives late', async () => {
    const { deps } = await left(NOW - 1)
    await tick(deps, 'start')
    expect(await saveNote(deps, { ...note, text: 'Went', typedAt: NOW - 2 })).toMatchObject({ ok: true })
    expect(await deps.db.notes.all()).toMatchObject([{ ...words, updatedAt: NOW - 1 }])
  })

  it('E34 and is older than its note does not come back when that is taken away', async () => {
    const { deps } = await left(NOW - 1)
    await saveNote(deps, { ...note, text: 'Newer' })
    await saveNote(deps, { ...note, text: '', minutes: null, actions: [] })
    await tick(deps, 'message')
    expect([await deps.db.notes.count(), await deps.db.drafts.count()]).toEqual([0, 0])
  })

  it('E34 and stays a draft costs no write, however many rounds come', async () => {
    const { deps, keep } = await left(NOW - 1)
    await saveNote(deps, { ...note, text: 'Newer' })
    await deps.db.drafts.put({ id: noteDraftId('gone|-', DANA), value: form, updatedAt: NOW })
    const write = vi.fn(deps.store.write)
    const watched = { ...deps, store: { ...deps.store, write: write as typeof deps.store.write } }
    await keepTyped(watched)
    expect(write).not.toHaveBeenCalled()
    await keep({ ...form, text: 'Newest' }, NOW + 1)
    await keepTyped(watched)
    expect(write).toHaveBeenCalledOnce()
    expect(await deps.db.drafts.count()).toBe(1)
  })

  it('E59 is gone with its client, and stays gone', async () => {
    const { deps } = await left(NOW)
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example'] }))
    await eraseClient(deps, { clientId: 'dana', dontAsk: false })
    await tick(deps, 'message')
    expect([await deps.db.notes.count(), await deps.db.drafts.count()]).toEqual([0, 0])
  })

  it.each([
    ['a shape unknown here', { body: 'Went well' }],
    [
      'an action of a shape unknown here',
      { ...form, actions: [{ id: 'a', text: 1, due: null, done: false }] },
    ],
  ])('stays a draft when it is of %s', async (_name, value) => {
    const { deps, keep } = await left(NOW)
    await keep(value, NOW)
    await tick(deps, 'start')
    expect([await deps.db.notes.count(), await deps.db.drafts.count()]).toEqual([0, 1])
  })
})
