import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PolicyEditor } from '../../../components/dashboard/policy/policy-editor.tsx'
import { PolicyVersions } from '../../../components/dashboard/policy/policy-versions.tsx'
import { faultWords } from '../../../components/dashboard/policy/policy-words.ts'
import { WhatIf } from '../../../components/dashboard/policy/what-if.tsx'
import { defaultPolicy } from '../../../lib/core/policy-default.ts'
import { type PolicyTerms, saysTheSame } from '../../../lib/core/policy-document.ts'
import { HOUR } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { entryOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { lenient, strict } from '../../helpers/policies.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

describe('the policy editor', () => {
  const show = (begin: PolicyTerms = defaultPolicy) => {
    const onUse = vi.fn()
    const onTry = vi.fn()
    render(
      <PolicyEditor
        policy={defaultPolicy}
        begin={begin}
        busy={false}
        whatIf={() => null}
        onTry={onTry}
        onUse={onUse}
        onCancel={() => undefined}
      />,
    )
    const changed = () => within(screen.getByRole('region', { name: 'What you change' }))
    return { onUse, onTry, changed }
  }
  const use = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Use from now on' })
  const paid = () => within(screen.getByRole('group', { name: 'Paid sessions' }))
  const choose = (label: string, value: string) =>
    fireEvent.change(paid().getByLabelText(label), { target: { value } })

  it('begins with the focus on its heading, and nothing to keep', () => {
    show()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Change the policy' }))
    expect(use().disabled).toBe(true)
    expect(text(screen.getByRole('form'))).toContain('Nothing yet: this is the policy in use.')
  })

  it('says what each choice means before it is chosen, and what is changed by it', () => {
    const { onUse, changed } = show()
    const choices = within(paid().getByLabelText('Client did not show up')).getAllByRole('option')
    expect(choices.map(text)).toEqual([
      'To reschedule, not counted',
      'Didn’t occur, counted',
      'Didn’t occur, not counted',
    ])
    choose('Client did not show up', 'back')
    const [line] = changed().getAllByRole('listitem')
    expect(line && text(line)).toBe(
      'Paid · Client did not show upWas: Didn’t occur. Counts as if it had happened. Not sent back.Now: To reschedule. Does not count. Sent back for rescheduling.',
    )
    fireEvent.click(use())
    const [terms] = onUse.mock.calls[0] ?? []
    expect(terms.rows['paid/client-no-show']).toEqual({
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
    })
    choose('Client did not show up', 'lost')
    expect(use().disabled).toBe(true)
  })

  it('takes hours and their parts, and refuses what is no number before anything is kept', () => {
    const { onTry, changed } = show()
    const hours = screen.getByLabelText('Hours of notice')
    fireEvent.input(hours, { target: { value: '36.5' } })
    expect(changed().getAllByRole('listitem').map(text)).toEqual([
      'Notice that is enoughWas: 24 hrsNow: 36 hrs, 30 mins',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'What would it have changed?' }))
    expect(onTry.mock.calls[0]?.[0].noticeMs).toBe(36.5 * HOUR)
    for (const value of ['', '-1', '337']) {
      fireEvent.input(hours, { target: { value } })
      expect(screen.getByText('Enter a number from 0 to 336.')).toBeTruthy()
      expect(use().disabled).toBe(true)
    }
  })

  it('fills in what a file says, and goes back to the built-in policy in one press', () => {
    const { onUse, changed } = show(strict)
    expect(changed().getAllByRole('listitem')).toHaveLength(7)
    fireEvent.click(use())
    expect(saysTheSame(onUse.mock.calls[0]?.[0], strict)).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Back to the built-in policy' }))
    expect(changed().queryAllByRole('listitem')).toEqual([])
  })
})

it('the versions are told latest first, each with what it changed', () => {
  const use = (id: string, at: number, policy: typeof lenient) => ({ id, at, by: 'coach' as const, policy })
  render(
    <PolicyVersions
      now={EVENING}
      history={[use('b', EVENING - HOUR, strict), use('a', EVENING - 2 * HOUR, lenient)]}
    />,
  )
  const codes = [...document.querySelectorAll('code')].map(text)
  expect(codes).toEqual(['strict', 'lenient', 'default-1'])
  const [latest] = screen.getAllByRole('listitem')
  expect(latest && text(latest)).toContain('Notice that is enoughWas: 2 daysNow: 12 hrs')
})

it('what would have changed names sessions and balances, and as many as are left out', () => {
  const entry = (index: number) =>
    entryOf({
      id: `e${index}`,
      answerId: `a${index}`,
      sessionKey: `s${index}`,
      sessionStart: EVENING - index * 24 * HOUR,
      code: 'client-no-show',
      mark: 'didnt-occur',
      at: EVENING,
    })
  const otherwise = Array.from({ length: 103 }, (_, index) => ({
    entry: entry(index),
    name: 'Dana <b>Reyes</b>',
    before: { mark: 'didnt-occur' as const, counts: true, reschedule: false },
    after: { mark: 'to-reschedule' as const, counts: false, reschedule: true },
    policyVersion: 'default-1',
  }))
  const programs = [{ name: 'Twelve', total: 12, before: 5, after: 4 }]
  render(
    <WhatIf
      now={EVENING}
      view={{
        weighed: 214,
        unsure: 1,
        otherwise,
        balances: [{ client: 'c', name: 'Dana', before: 5, after: 4, programs }],
      }}
    />,
  )
  const said = text(document.body)
  expect(said).toContain('103 of 214 past answers would have come out differently.')
  expect(said).toContain('and 3 earlier ones')
  expect(said).toContain('Twelve: 5 used, would be 4 of 12')
  expect(said).toContain('Dana <b>Reyes</b>')
  expect(screen.getAllByRole('row')).toHaveLength(1 + 100 + 1 + 1)
})

it.each([
  ['not-json', [], /no JSON text/],
  ['not-a-policy', [], /not a policy of Afterward/],
  ['newer', [], /newer Afterward/],
  [
    'invalid',
    ['rows/paid/other', 'noticeMs', 'a', 'b'],
    /Wrong or missing: rows\/paid\/other, noticeMs, a\.$/,
  ],
] as const)('a policy that is refused (%s) says why', (reason, at, words) => {
  expect(faultWords({ reason, at })).toMatch(words)
})
