import { fireEvent, render, renderHook, screen, waitFor } from '@testing-library/preact'
import { beforeAll, expect, it, vi } from 'vitest'
import { Programs } from '../../../components/dashboard/programs.tsx'
import { useAct } from '../../../components/use-act.ts'
import { useProgramActions } from '../../../entrypoints/dashboard/use-program-actions.ts'
import { newClient } from '../../../lib/core/client-edit.ts'
import { programViews } from '../../../lib/core/view/client.ts'
import { send } from '../../../lib/messaging.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { program } from '../../helpers/programs.ts'
import { EVENING } from './fixtures.ts'

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

it('E38 the same package entered on purpose after a form that was closed is another intent', async () => {
  const client = { ...newClient('dana', 0), name: 'Dana' }
  const entries = { entries: [], makeups: new Map() }
  const programs = programViews(client, [program()], entries, { now: EVENING, booked: 1 })
  const view = { client, programs, uncovered: { sessions: 0, since: null }, audit: [] }
  const Page = () => {
    const act = useAct()
    const actions = useProgramActions('dana', act, () => undefined)
    return <Programs view={view as never} now={EVENING} busy={act.busy} {...actions} />
  }
  render(<Page />)
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
  const enter = async () => {
    const before = vi.mocked(send).mock.calls.length
    press('New program')
    fireEvent.input(screen.getByLabelText('Sessions in the package'), { target: { value: '12' } })
    fireEvent.submit(screen.getByRole('form'))
    await waitFor(() => expect(vi.mocked(send).mock.calls.length).toBe(before + 1))
    return vi.mocked(send).mock.calls[before]?.[1] as { readonly intentId: string }
  }
  // Kept, as the list shows later; only the reply was lost.
  vi.mocked(send).mockRejectedValueOnce(new Error('asleep'))
  const lost = await enter()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save program' }).ariaBusy).not.toBe('true'))
  press('Cancel')
  const meant = await enter()
  expect(meant).toEqual({ ...lost, intentId: expect.any(String) })
  expect(meant.intentId).not.toBe(lost.intentId)
})
