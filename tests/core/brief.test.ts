import { describe, expect, it } from 'vitest'
import { briefOf } from '../../lib/core/brief.ts'
import type { Note } from '../../lib/core/note.ts'
import { DAY } from '../../lib/core/time.ts'
import { entryOf, NOW } from '../helpers/books.ts'

const note = (sessionKey: string, over: Partial<Note> = {}): Note => ({
  id: `${sessionKey}#p`,
  sessionKey,
  address: 'dana@client.example',
  text: '',
  minutes: null,
  actions: [],
  updatedAt: NOW,
  ...over,
})

const action = (id: string, done = false) => ({ id, text: `Do ${id}`, due: null, done })

const held = (sessionKey: string, daysAgo: number, over: Parameters<typeof entryOf>[0] = {}) =>
  entryOf({ id: sessionKey, answerId: sessionKey, sessionKey, sessionStart: NOW - daysAgo * DAY, ...over })

describe('the brief before a session', () => {
  it('tells the last session that took place, not one that was missed or taken back', () => {
    const entries = [
      held('long ago', 30),
      held('met', 14),
      held('missed', 7, { code: 'client-no-show', mark: 'didnt-occur' }),
      held('taken back', 3),
      held('undo', 3, { id: 'undo', sessionKey: 'taken back', compensates: 'taken back', delta: -1 }),
    ]
    expect(briefOf([], entries, NOW).lastMet).toEqual({ sessionKey: 'met', start: NOW - 14 * DAY })
    expect(briefOf([], [], NOW).lastMet).toBeNull()
  })

  it('knows nothing of what comes after the session', () => {
    expect(briefOf([], [held('met', 14), held('later', -2)], NOW).lastMet?.sessionKey).toBe('met')
  })

  it('brings back what is open, the latest session first, and what was last written', () => {
    const notes = [
      note('old', { text: 'Began.', actions: [action('a'), action('b', true)], updatedAt: NOW }),
      note('new', { actions: [action('c')], updatedAt: NOW - DAY }),
    ]
    const brief = briefOf(notes, [held('old', 30), held('new', 7)], NOW)
    expect(brief.openActions.map(({ action: { id }, note: of }) => [id, of.sessionKey])).toEqual([
      ['c', 'new'],
      ['a', 'old'],
    ])
    expect(brief.lastNote).toMatchObject({ note: { text: 'Began.' }, at: NOW - 30 * DAY })
  })

  it('a note without words is no note, one whose session is not in the books goes by when it was written', () => {
    expect(briefOf([note('a', { text: ' \n' })], [], NOW).lastNote).toBeNull()
    expect(briefOf([note('a', { text: 'Hm.', updatedAt: NOW - DAY })], [], NOW).lastNote?.at).toBe(NOW - DAY)
  })
})
