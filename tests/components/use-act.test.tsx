import { renderHook, waitFor } from '@testing-library/preact'
import { act as settle } from 'preact/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { useAct } from '../../components/use-act.ts'
import { err, ok, type Result } from '../../lib/core/result.ts'

beforeEach(() => {
  vi.stubGlobal('reportError', vi.fn())
})

/** Every step of a reply that has come is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

type Answer = Result<string, { reason: string; failure: null }>

/** A page's acts, and work that is answered when the test says so. */
const page = () => {
  const { result } = renderHook(() => useAct())
  const work = () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    return {
      work: vi.fn(() => promise),
      done: vi.fn<(value: string) => void>(),
      answer: (answer: Answer) =>
        settle(async () => {
          resolve(answer)
          await settled()
        }),
    }
  }
  return { act: () => result.current, work }
}

it('what is pressed while something else is under way goes out at once, and each says that it is busy', async () => {
  const { act, work } = page()
  const [invite, takeBack] = [work(), work()]
  await settle(() => act().run('invite', invite.work, invite.done))
  await settle(() => act().run('takeBack', takeBack.work, takeBack.done))
  expect(takeBack.work).toHaveBeenCalledOnce()
  expect([...act().busy]).toEqual(['invite', 'takeBack'])
  await takeBack.answer(ok('back'))
  expect([...act().busy]).toEqual(['invite'])
  expect(takeBack.done).toHaveBeenCalledWith('back')
  await invite.answer(ok('invited'))
  expect(act().busy.size).toBe(0)
  expect(invite.done).toHaveBeenCalledWith('invited')
})

it('two presses within one breath, before the page was drawn again, both go out', async () => {
  const { act, work } = page()
  const [first, second] = [work(), work()]
  const drawn = act()
  await settle(() => {
    drawn.run('one', first.work)
    drawn.run('two', second.work)
  })
  expect(second.work).toHaveBeenCalledOnce()
  expect([...act().busy]).toEqual(['one', 'two'])
})

it('E38 the same press again while it is under way is the same press', async () => {
  const { act, work } = page()
  const [once, again] = [work(), work()]
  const drawn = act()
  await settle(() => {
    drawn.run('save', once.work)
    drawn.run('save', again.work)
  })
  expect(again.work).not.toHaveBeenCalled()
  await once.answer(ok('saved'))
  await settle(() => act().run('save', again.work))
  expect(again.work).toHaveBeenCalledOnce()
})

it('every change of a setting counts, however fast they come, and makes nothing busy', async () => {
  const { act, work } = page()
  const [first, second] = [work(), work()]
  await settle(() => {
    act().change('settings', first.work, first.done)
    act().change('settings', second.work, second.done)
  })
  expect(first.work).toHaveBeenCalledOnce()
  expect(second.work).toHaveBeenCalledOnce()
  expect(act().busy.size).toBe(0)
  await first.answer(ok('one'))
  await second.answer(ok('two'))
  expect(second.done).toHaveBeenCalledWith('two')
})

it('what was refused is said until the next attempt; what cannot be reached is refused too', async () => {
  const { act, work } = page()
  const refused = work()
  await settle(() => act().run('save', refused.work, refused.done))
  await refused.answer(err({ reason: 'storage', failure: null }))
  expect(act().refused).toEqual({ name: 'save', refusal: { reason: 'storage', failure: null } })
  expect(refused.done).not.toHaveBeenCalled()
  await settle(() => act().change('other', () => Promise.reject(new Error('no background'))))
  await waitFor(() => expect(act().refused?.refusal.reason).toBe('unreachable'))
})
