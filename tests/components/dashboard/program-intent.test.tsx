import { renderHook, waitFor } from '@testing-library/preact'
import { beforeAll, expect, it, vi } from 'vitest'
import { useAct } from '../../../components/use-act.ts'
import { useProgramActions } from '../../../entrypoints/dashboard/use-program-actions.ts'
import { send } from '../../../lib/messaging.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

vi.mock('../../../lib/messaging.ts', () => ({ send: vi.fn() }))

beforeAll(() => {
  useCatalogue(en)
  vi.stubGlobal('reportError', vi.fn())
})

it('E38 saving a program again after a lost reply is the same intent; after it was kept, another', async () => {
  const terms = { name: 'Twelve', sessions: 12, alreadyUsed: 0, from: '2026-11-23', to: null, perMonth: null }
  const { result } = renderHook(() => useProgramActions('dana', useAct(), () => undefined))
  const save = async () => {
    const before = vi.mocked(send).mock.calls.length
    const done = vi.fn()
    result.current.onSave(null, terms, done)
    await waitFor(() => expect(vi.mocked(send).mock.calls.length).toBe(before + 1))
    await Promise.allSettled(vi.mocked(send).mock.results.map(({ value }) => value))
    return vi.mocked(send).mock.calls[before]?.[1]
  }
  vi.mocked(send).mockRejectedValueOnce(new Error('asleep'))
  vi.mocked(send).mockResolvedValue({ ok: true, value: { programId: 'p' } } as never)
  const [lost, again, other] = [await save(), await save(), await save()]
  expect(again).toEqual(lost)
  expect(other).toEqual({ ...lost, intentId: expect.any(String) })
  expect(other).not.toEqual(lost)
})
