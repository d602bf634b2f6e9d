import { describe, expect, it } from 'vitest'
import { chainOf } from '../../lib/core/chain.ts'
import type { Session } from '../../lib/core/session.ts'
import { sessionOf } from '../helpers/books.ts'

const session = (key: string, makeupOf: string | null): Session => sessionOf({ key, makeupOf })

const chain = (last: string, ...sessions: readonly Session[]): readonly string[] => {
  const byKey = new Map(sessions.map((each) => [each.key, each]))
  const found = byKey.get(last)
  if (found === undefined) throw new Error(`No ${last}`)
  return chainOf(found, (key) => byKey.get(key)).map(({ key }) => key)
}

describe('E42 make-ups missed in turn', () => {
  it('are one chain, oldest first', () => {
    const all = [session('a|-', null), session('b|-', 'a|-#_'), session('c|-', 'b|-#0123456789')]
    expect(chain('c|-', ...all)).toEqual(['a|-', 'b|-', 'c|-'])
    expect(chain('a|-', ...all)).toEqual(['a|-'])
  })

  it('end where a session is not stored any more, or where marks go round in a circle', () => {
    expect(chain('c|-', session('c|-', 'b|-#_'))).toEqual(['c|-'])
    expect(chain('a|-', session('a|-', 'b|-#_'), session('b|-', 'a|-#_'))).toEqual(['b|-', 'a|-'])
    expect(chain('a|-', session('a|-', 'a|-#_'))).toEqual(['a|-'])
  })
})
