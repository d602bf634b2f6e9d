import { describe, expect, it } from 'vitest'
import { noteDraftId, saveNote } from '../../lib/flow/note.ts'
import { DANA, fill, NOW } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'

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
