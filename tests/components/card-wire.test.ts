import { expect, it, vi } from 'vitest'
import { cardApi } from '../../entrypoints/prompt/card-wire.ts'
import type { Draft } from '../../lib/core/note.ts'
import { send } from '../../lib/messaging.ts'

const drafts: Draft[] = []
vi.mock('../../lib/messaging.ts', () => ({ send: vi.fn() }))
vi.mock('../../lib/store/queries/live.ts', () => ({
  booksForReading: () => ({ drafts: { put: async (draft: Draft) => drafts.push(draft) } }),
}))

it('E34 what is sent of a note tells when it was typed: not before its draft, and not after the next one', () => {
  vi.stubGlobal('reportError', vi.fn())
  const now = vi.spyOn(Date, 'now')
  const words = (text: string) => ({ text, minutes: null, actions: [] })
  const at = (ms: number, work: () => unknown) => {
    now.mockReturnValue(ms)
    work()
  }
  at(1, () => cardApi.keepDraft('note:uid|-#p', words('Went')))
  at(2, () => cardApi.saveNote('uid|-', 'p', words('Went')))
  at(3, () => cardApi.keepDraft('note:uid|-#p', words('Went well')))
  now.mockRestore()
  const message = vi.mocked(send).mock.calls[0]
  expect(drafts.map(({ updatedAt }) => updatedAt)).toEqual([1, 3])
  expect(message).toEqual([
    'saveNote',
    { sessionKey: 'uid|-', participant: 'p', ...words('Went'), typedAt: 2 },
  ])
})
