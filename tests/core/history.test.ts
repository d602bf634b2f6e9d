import { expect, it } from 'vitest'
import type { Answer } from '../../lib/core/answer.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { historyOf } from '../../lib/core/view/history.ts'
import { peopleOf } from '../../lib/core/view/people.ts'
import { answerOf, DANA, headFor, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'

const came = { occurred: true } as const
const noShow = { occurred: false, reason: 'client-no-show' } as const
const sick = { occurred: false, reason: 'client-emergency' } as const

const given = (id: string, over: Partial<Answer> = {}, said: Parameters<typeof headFor>[1] = came) =>
  answerOf(headFor(id, said), over)
const historyIn = (answers: readonly Answer[], participants = [participantOf(DANA, 'dana@client.example')]) =>
  historyOf(sessionOf({ participants }), answers, peopleOf([]), 'here')

it('E37 is every answer in the order it was given, each naming what it replaced; the last one holds', () => {
  const lines = historyIn([
    given('c', { at: NOW + 2 * MINUTE, base: ['b'], inForce: true }, sick),
    given('a'),
    given('b', { at: NOW + MINUTE, base: ['a'], code: 'undone', mark: null, rowId: null }),
  ])
  expect(
    lines.map(({ answer, replaced, standing }) => [answer.id, replaced.map(({ id }) => id), standing]),
  ).toEqual([
    ['a', [], 'replaced'],
    ['b', ['a'], 'replaced'],
    ['c', ['b'], 'holds'],
  ])
})

it('E39 says by which row and version each was decided then', () => {
  const lines = historyIn([
    given('a', {}, noShow),
    given('b', { at: NOW + 1, base: ['a'], policyVersion: 'mine-2', inForce: true }, noShow),
  ])
  expect(lines.map(({ answer, origin }) => [answer.rowId, origin.policyVersion])).toEqual([
    ['paid/client-no-show', 'default-1'],
    ['paid/client-no-show', 'mine-2'],
  ])
})

it('E36 while browsers disagree one answer is used and the other stands beside it; what settles them names both', () => {
  const yes = given('a', { inForce: true })
  const no = given('x', { at: NOW + 1, device: 'laptop', source: 'calendar', inForce: true }, sick)
  expect(historyIn([yes, no]).map(({ answer, standing }) => [answer.id, standing])).toEqual([
    ['a', 'beside'],
    ['x', 'holds'],
  ])
  const settled = given('s', { at: NOW + HOUR, base: ['a', 'x'], inForce: true }, sick)
  const last = historyIn([{ ...yes, inForce: false }, { ...no, inForce: false }, settled]).at(-1)
  expect(last).toMatchObject({ settles: true, standing: 'holds' })
  expect(last?.replaced.map(({ id }) => id)).toEqual(['a', 'x'])
})

it('E36 two browsers that said the same both hold, and nothing was settled by what replaced them', () => {
  const same = [
    given('a', { inForce: true }),
    given('x', { at: NOW + 1, device: 'laptop', source: 'calendar', inForce: true }),
  ]
  expect(historyIn(same).map(({ standing }) => standing)).toEqual(['holds', 'holds'])
  const after = [
    ...same.map((answer) => ({ ...answer, inForce: false })),
    given('s', { at: NOW + 2, base: ['a', 'x'], inForce: true }, sick),
  ]
  expect(historyIn(after).at(-1)?.settles).toBe(false)
})

it('tells this browser, others and a restored backup apart, and numbers the others where there are several', () => {
  const elsewhere = { source: 'calendar' } as const
  const one = [
    given('a'),
    given('b', { at: NOW + 1, device: 'before' }),
    given('x', { at: NOW + 2, device: 'l', ...elsewhere }),
  ]
  expect(historyIn(one).map(({ origin, browser }) => [origin.place, browser])).toEqual([
    ['here', null],
    ['backup', null],
    ['elsewhere', null],
  ])
  const two = [...one, given('y', { at: NOW + 3, device: 'm', ...elsewhere })]
  expect(historyIn(two).map(({ browser }) => browser)).toEqual([null, null, 1, 2])
})

it('E15 names whom an answer is about only where several took part', () => {
  const both = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
  const answers = [given('a'), given('b', { participant: LEE })]
  expect(historyIn(answers, both).map(({ name }) => name)).toEqual([
    'dana@client.example',
    'lee@client.example',
  ])
  expect(historyIn([given('a')]).map(({ name }) => name)).toEqual([null])
})
