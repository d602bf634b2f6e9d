import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/core/answer.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { oncePerSession, standingFor } from '../../lib/core/once-per-session.ts'
import { DANA, entryOf, LEE, NOW, participantOf } from '../helpers/books.ts'

const came = { code: 'occurred', mark: 'completed', delta: 1 } as const
const free = { ...came, kind: 'complimentary', delta: 0 } as const
const lost = { code: 'client-no-show', mark: 'didnt-occur', delta: 1 } as const
const forgiven = { ...lost, delta: 0 } as const
const sick = { code: 'client-emergency', mark: 'to-reschedule', delta: 0 } as const

const inTime = { code: 'canceled-in-time', mark: 'canceled-in-time', delta: 0 } as const

/** A line of a place in one and the same session. */
const at = (participant: string, said: Partial<LedgerEntry>, minutes = 0): LedgerEntry =>
  entryOf({ id: participant, participant, at: NOW + minutes, ...said })

describe('E15 E17 one person’s places in a session', () => {
  it.each([
    ['they came, whatever was said of the other place, and when', lost, came, 'b'],
    ['they came, also where that counts nothing', lost, free, 'b'],
    ['they came, and it counts', free, came, 'b'],
    ['what counts', sick, lost, 'b'],
    ['what counts, rather than what was forgiven', forgiven, lost, 'b'],
    ['that it was missed, where nothing counts', sick, forgiven, 'b'],
    ['that they want another time, rather than that it was let go', inTime, sick, 'b'],
    ['either, where both are the same, by the id alone', forgiven, forgiven, 'a'],
  ] as const)('are told by one of them: %s', (_name, first, later, told) => {
    const lines = [at('a', first), at('b', later, 1)]
    for (const each of [lines, lines.toReversed()])
      expect(oncePerSession(each).map(({ participant }) => participant)).toEqual([told])
  })

  it('are told by the same in every browser, whichever of them heard of which first', () => {
    for (const minutes of [-1, 0, 1])
      expect(oncePerSession([at(LEE, sick), at(DANA, sick, minutes)]).map(({ id }) => id)).toEqual([DANA])
  })

  it('of others’ sessions and lines nothing is changed, nor copied', () => {
    const lines = [at('a', came), { ...at('b', lost), sessionKey: 'other|-' }]
    expect(oncePerSession(lines)).toBe(lines)
  })

  it('property: every session once, by the first of its lines in that order, whatever order they come in', () => {
    const anyLine = fc.record({
      sessionKey: fc.constantFrom('s|-', 't|-', 'u|-'),
      minutes: fc.nat(2),
      said: fc.constantFrom<Partial<LedgerEntry>>(came, free, lost, forgiven, sick),
    })
    const worth = ({ mark, delta }: LedgerEntry) =>
      (mark === 'completed' ? 4 : 0) + 2 * delta + (mark === 'didnt-occur' ? 1 : 0)
    const told = (lines: readonly LedgerEntry[]) =>
      oncePerSession(lines)
        .map(({ id }) => id)
        .toSorted()
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), fc.nat(7), (all, cut) => {
        const lines = all.map(({ sessionKey, minutes, said }, index) => ({
          ...at(`p${index}`, said, minutes),
          sessionKey,
        }))
        const wanted = lines.filter((line) =>
          lines.every(
            (other) =>
              other === line ||
              other.sessionKey !== line.sessionKey ||
              worth(line) > worth(other) ||
              (worth(line) === worth(other) && line.id < other.id),
          ),
        )
        expect(told(lines)).toEqual(wanted.map(({ id }) => id).toSorted())
        expect(told([...lines.slice(cut), ...lines.slice(0, cut)])).toEqual(told(lines))
      }),
    )
  })

  it('are told by one that was answered, of a session that is not in the books whole', () => {
    const said = (id: string, minutes: number, over: Pick<Outcome, 'code' | 'mark'>) => {
      const rest = { counts: false, reschedule: false, override: null, conflict: false }
      return { ...participantOf(id, null), outcome: { answerId: id, at: NOW + minutes, ...rest, ...over } }
    }
    const open = participantOf('a', null)
    const moved = said('b', 1, { code: 'moved', mark: null })
    const back = said('c', 2, { code: 'client-emergency', mark: 'to-reschedule' })
    expect(standingFor([open, moved, back])?.id).toBe('c')
    expect(standingFor([open, moved])?.id).toBe('b')
    expect(standingFor([participantOf('d', null), open])?.id).toBe('a')
    expect(standingFor([])).toBeUndefined()
  })
})
