import { describe, expect, it } from 'vitest'
import {
  afterDone,
  current,
  openStack,
  refreshed,
  stepped,
  withFirst,
  without,
} from '../../components/prompt/stack.ts'

describe('the stack of cards', () => {
  it('opens at the session it was opened for, among those that wait', () => {
    expect(openStack('b', ['a', 'b', 'c'])).toEqual({ keys: ['a', 'b', 'c'], index: 1 })
  })

  it('opens at a session that no longer waits, so that an answer can be changed', () => {
    expect(current(openStack('old', ['a']))).toBe('old')
  })

  it('is empty when nothing waits', () => {
    expect(current(openStack(null, []))).toBeNull()
  })

  it('never moves the card that is looked at, whatever is answered or ends meanwhile', () => {
    const stack = refreshed({ keys: ['a', 'b', 'c'], index: 1 }, ['c', 'd'])
    expect(current(stack)).toBe('b')
    expect(stack.keys).toEqual(['b', 'c', 'd'])
  })

  it('shows what comes when it was empty', () => {
    expect(current(refreshed({ keys: [], index: 0 }, ['a']))).toBe('a')
  })

  it('is not given back what was answered by a list that was read before the answer', () => {
    const late = afterDone(['a', 'b'], new Set(['b']))
    expect(late.waiting).toEqual(['a'])
    const next = afterDone(['a'], late.done)
    // Taken back since: it waits like any other.
    expect(afterDone(['a', 'b'], next.done).waiting).toEqual(['a', 'b'])
  })

  it('goes on to the next card, and back to one passed over', () => {
    expect(current(without({ keys: ['a', 'b', 'c'], index: 1 }, 'b'))).toBe('c')
    expect(current(without({ keys: ['a', 'b'], index: 1 }, 'b'))).toBe('a')
    expect(current(without({ keys: ['a'], index: 0 }, 'a'))).toBeNull()
  })

  it('stays at its ends', () => {
    expect(stepped({ keys: ['a', 'b'], index: 0 }, -1).index).toBe(0)
    expect(stepped({ keys: ['a', 'b'], index: 1 }, 1).index).toBe(1)
  })

  it('brings an answered session back to the top once', () => {
    expect(withFirst({ keys: ['a', 'b'], index: 1 }, 'b')).toEqual({ keys: ['b', 'a'], index: 0 })
  })
})
