import { describe, expect, it } from 'vitest'
import { createKeyGuard } from '../../components/prompt/key-guard.ts'

const focusedAt = (ms: number) => {
  const guard = createKeyGuard()
  guard.focused(ms)
  return guard
}

describe('the guard of the keys', () => {
  it('accepts nothing while the window is not focused', () => {
    expect(createKeyGuard().accepts('y', 1e9)).toBe(false)
  })

  it.each([
    [999, false],
    [1_000, true],
  ])('a letter %i ms after the focus: %s', (after, accepted) => {
    expect(focusedAt(0).accepts('y', after)).toBe(accepted)
  })

  it.each([
    [699, false],
    [700, true],
  ])('a letter %i ms after the last one typed: %s', (after, accepted) => {
    const guard = focusedAt(0)
    guard.accepts('x', 5_000)
    expect(guard.accepts('y', 5_000 + after)).toBe(accepted)
  })

  it('starts over when the focus comes back', () => {
    const guard = focusedAt(0)
    guard.blurred()
    guard.focused(10_000)
    expect(guard.accepts('y', 10_500)).toBe(false)
    expect(guard.accepts('y', 11_300)).toBe(true)
  })

  it('starts over for a card that is opened in a page that had the focus long before', () => {
    const guard = focusedAt(0)
    guard.opened(60_000)
    expect(guard.accepts('y', 60_300)).toBe(false)
    expect(guard.accepts('y', 61_000)).toBe(true)
  })

  it('is not begun by a card that comes up while another window has the focus', () => {
    const guard = createKeyGuard()
    guard.opened(0)
    expect(guard.accepts('y', 10_000)).toBe(false)
  })

  it('does not take a sentence typed elsewhere for an answer: "…yes", Enter', () => {
    const guard = focusedAt(0)
    const accepted = [...'in that case yes'].map((letter, index) => guard.accepts(letter, index * 120))
    expect(accepted).not.toContain(true)
    expect(guard.accepts('Enter', 17 * 120)).toBe(false)
  })

  it('lets "5, Enter" be pressed at one’s own pace', () => {
    const guard = focusedAt(0)
    expect(guard.accepts('5', 2_000)).toBe(true)
    expect(guard.accepts('Enter', 2_150)).toBe(true)
  })
})
