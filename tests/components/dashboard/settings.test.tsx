import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import type { VNode } from 'preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AnnotationSettings } from '../../../components/dashboard/annotation-settings.tsx'
import { AskSettings } from '../../../components/dashboard/ask-settings.tsx'
import { AskTimes } from '../../../components/dashboard/ask-times.tsx'
import { PolicyTable } from '../../../components/dashboard/policy/policy-table.tsx'
import { RulesEditor } from '../../../components/dashboard/rules-editor.tsx'
import { SyncState } from '../../../components/dashboard/sync-state.tsx'
import { VisibleSettings } from '../../../components/dashboard/visible-settings.tsx'
import type { CalendarRecord } from '../../../lib/core/account.ts'
import type { Write } from '../../../lib/core/outbox.ts'
import { defaultPolicy } from '../../../lib/core/policy-default.ts'
import type { Rule } from '../../../lib/core/recognise.ts'
import { defaultSettings, type Settings } from '../../../lib/core/settings.ts'
import { HOUR } from '../../../lib/core/time.ts'
import type { VisibleChoice } from '../../../lib/core/visible.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const rule = (id: string, order: number, words: string): Rule => ({
  id,
  order,
  include: true,
  kind: null,
  match: { type: 'title', words },
})

describe('the rules editor', () => {
  const show = () => {
    const onChange = vi.fn()
    render(
      <RulesEditor
        rules={[rule('a', 0, 'coaching'), rule('b', 1, 'intro')]}
        calendars={[]}
        newId={() => 'new'}
        onChange={onChange}
      />,
    )
    return onChange
  }

  it('moves a rule and numbers them anew', () => {
    const onChange = show()
    fireEvent.click(screen.getByRole('button', { name: 'Move rule 2 up' }))
    expect(onChange.mock.calls[0]?.[0].map(({ id, order }: Rule) => [id, order])).toEqual([
      ['b', 0],
      ['a', 1],
    ])
  })

  it('adds an empty rule at the end and removes one', () => {
    const onChange = show()
    fireEvent.click(screen.getByRole('button', { name: 'Add a rule' }))
    expect(onChange.mock.calls[0]?.[0].at(-1)).toEqual(rule('new', 2, ''))
    fireEvent.click(screen.getByRole('button', { name: 'Remove rule 1' }))
    expect(onChange.mock.calls[1]?.[0]).toEqual([rule('b', 0, 'intro')])
  })

  it('turns a rule into another sort, with an empty value', () => {
    const onChange = show()
    fireEvent.change(screen.getByLabelText('Rule 1: what it looks at'), { target: { value: 'attendee' } })
    expect(onChange.mock.calls[0]?.[0][0].match).toEqual({ type: 'attendee', addressOrDomain: '' })
  })
})

describe('when to ask', () => {
  const show = (over: Partial<Settings['ask']> = {}, canTry = true, busy = new Set<string>()) => {
    const on = { onChange: vi.fn(), onTry: vi.fn() }
    const ask = { ...defaultSettings.ask, ...over }
    render(
      <AskSettings
        ask={ask}
        notifications={false}
        canTry={canTry}
        busy={busy}
        now={EVENING}
        zone="UTC"
        {...on}
      />,
    )
    return on
  }
  const foretold = () => [...document.querySelectorAll('.foretold dd')].map(({ textContent }) => textContent)
  const NIGHT = { from: '20:00', to: '08:00' }

  it('leaves what is being typed alone when the page is drawn again, and follows what is saved elsewhere', () => {
    const onChange = vi.fn()
    const page = (graceMinutes: number) => (
      <AskTimes ask={{ ...defaultSettings.ask, graceMinutes }} notifications={false} onChange={onChange} />
    )
    const { rerender } = render(page(5))
    const field = screen.getByLabelText<HTMLInputElement>('Minutes after the end')
    expect(field.value).toBe('5')
    fireEvent.input(field, { target: { value: '20' } })
    rerender(page(5))
    expect(field.value).toBe('20')
    fireEvent.change(field)
    expect(onChange).toHaveBeenCalledWith({ graceMinutes: 20 })
    rerender(page(20))
    rerender(page(30))
    expect(field.value).toBe('30')
  })

  it('follows what is saved elsewhere after something was typed and set back, which saves nothing', () => {
    const page = (graceMinutes: number) => (
      <AskTimes ask={{ ...defaultSettings.ask, graceMinutes }} notifications={false} onChange={vi.fn()} />
    )
    const { rerender } = render(page(5))
    const field = screen.getByLabelText<HTMLInputElement>('Minutes after the end')
    fireEvent.input(field, { target: { value: '20' } })
    rerender(page(30))
    fireEvent.input(field, { target: { value: '5' } })
    // Left as it was entered: a browser tells of no change.
    fireEvent.blur(field)
    expect(field.value).toBe('30')
  })

  it('keeps a time once its field is left or Enter is pressed: browsers tell of it after each digit', () => {
    const onChange = vi.fn()
    const page = (endOfDay: string) => (
      <AskTimes ask={{ ...defaultSettings.ask, endOfDay }} notifications={false} onChange={onChange} />
    )
    const { rerender } = render(page('18:00'))
    const field = screen.getByLabelText<HTMLInputElement>('Round-up at')
    const type = (value: string) => {
      fireEvent.input(field, { target: { value } })
      fireEvent.change(field)
    }
    field.focus()
    type('09:00')
    type('09:40')
    expect(onChange).not.toHaveBeenCalled()
    // Saved elsewhere meanwhile: nothing jumps under the fingers.
    rerender(page('20:00'))
    expect(field.value).toBe('09:40')
    type('21:40')
    field.blur()
    expect(onChange.mock.calls).toEqual([[{ endOfDay: '21:40' }]])
    rerender(page('21:40'))
    field.focus()
    type('22:40')
    fireEvent.keyDown(field, { key: 'Enter' })
    field.blur()
    expect(onChange.mock.calls.slice(1)).toEqual([[{ endOfDay: '22:40' }]])
  })

  it('keeps a number once, when its field is left or Enter is pressed', () => {
    const onChange = vi.fn()
    render(<AskTimes ask={defaultSettings.ask} notifications={false} onChange={onChange} />)
    const field = screen.getByLabelText<HTMLInputElement>('Minutes after the end')
    field.focus()
    // By the arrow keys each step is told.
    for (const value of ['6', '7', '8']) {
      fireEvent.input(field, { target: { value } })
      fireEvent.change(field)
    }
    expect(onChange).not.toHaveBeenCalled()
    field.blur()
    expect(onChange.mock.calls).toEqual([[{ graceMinutes: 8 }]])
    field.focus()
    fireEvent.input(field, { target: { value: '9' } })
    // Enter comes first; what it changed is told by it.
    fireEvent.keyDown(field, { key: 'Enter' })
    fireEvent.change(field)
    expect(onChange.mock.calls.slice(1)).toEqual([[{ graceMinutes: 9 }]])
    field.blur()
    expect(onChange).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['the page is closed', () => void window.dispatchEvent(new Event('pagehide'))],
    ['another page takes its place', (draw: (page: VNode) => void) => draw(<p>Reports</p>)],
  ])('keeps a number also when %s while its field has the focus', (_, goAway) => {
    const onChange = vi.fn()
    const { rerender } = render(
      <AskTimes ask={defaultSettings.ask} notifications={false} onChange={onChange} />,
    )
    const field = screen.getByLabelText<HTMLInputElement>('Minutes after the end')
    field.focus()
    fireEvent.input(field, { target: { value: '9' } })
    goAway(rerender)
    expect(onChange.mock.calls).toEqual([[{ graceMinutes: 9 }]])
  })

  it('sends just what changed: of quiet hours one end', () => {
    const { onChange } = show({ quiet: NIGHT })
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '21:30' } })
    expect(onChange).toHaveBeenCalledWith({ quiet: { from: '21:30' } })
    fireEvent.click(screen.getByRole('checkbox', { name: /^Private screen/ }))
    expect(onChange).toHaveBeenLastCalledWith({ privateScreen: true })
  })

  it('keeps the time of the round-up, which every way of asking but the badge has', () => {
    const { onChange } = show()
    fireEvent.change(screen.getByLabelText('Round-up at'), { target: { value: '17:15' } })
    expect(onChange).toHaveBeenCalledWith({ endOfDay: '17:15' })
    cleanup()
    show({ when: 'badge-only' })
    expect(screen.queryByLabelText('Round-up at')).toBeNull()
    expect(screen.queryByLabelText('By')).toBeNull()
  })

  it.each<[string, Partial<Settings['ask']>, string]>([
    ['After each session', {}, 'window'],
    ['After each session', { how: 'notification' }, 'notification'],
    ['At the end of the day', {}, 'round-up'],
    ['Only by the badge', {}, 'badge'],
    ['Private screen', {}, 'private'],
    ['Answer with single keys', {}, 'keys'],
    ['Round-up at', {}, 'round-up'],
    ['At', { when: 'end-of-day' }, 'round-up'],
    ['a small window', {}, 'window'],
    ['a notification', { how: 'notification' }, 'notification'],
    ['a notification', { how: 'notification', when: 'end-of-day' }, 'notification'],
  ])('tries "%s" (%j) and changes no setting', (label, over, what) => {
    const { onTry, onChange } = show(over)
    fireEvent.click(screen.getByRole('button', { name: `Try it: ${label}` }))
    expect(onTry).toHaveBeenCalledWith(what)
    expect(onChange).not.toHaveBeenCalled()
  })

  it('what is being tried says that it is busy, and takes no second press', () => {
    const { onTry } = show({}, true, new Set(['try:window']))
    const button = screen.getByRole('button', { name: 'Try it: After each session' })
    expect(button.getAttribute('aria-busy')).toBe('true')
    fireEvent.click(button)
    expect(onTry).not.toHaveBeenCalled()
  })

  it('can only try the badge and the minutes before a session has ended', () => {
    show({}, false)
    const open = screen
      .getAllByRole('button', { name: /^Try it/ })
      .filter((button) => !(button as HTMLButtonElement).disabled)
    expect(open.map((button) => button.getAttribute('aria-label'))).toEqual([
      'Try it: Only by the badge',
      'Try it: Minutes after the end',
    ])
    expect(screen.getByText('Possible as soon as a session has ended.')).toBeTruthy()
  })

  it('foretells by the settings when a session would come up, and when again', () => {
    show({ graceMinutes: 10 })
    expect(foretold()).toEqual(['16:10', '18:00, then once a day until answered'])
    fireEvent.change(screen.getByLabelText('A session that ends at'), { target: { value: '09:30' } })
    expect(foretold()[0]).toBe('09:40')
    // While it is typed, too: nothing is kept of it.
    const field = screen.getByLabelText<HTMLInputElement>('A session that ends at')
    field.focus()
    fireEvent.input(field, { target: { value: '09:50' } })
    fireEvent.change(field)
    expect(foretold()[0]).toBe('10:00')
    cleanup()
    show({ when: 'badge-only' })
    expect(foretold()).toEqual(['Never by itself: the toolbar button counts it'])
  })

  it('tries the minutes on a session, whose question comes up so much later', () => {
    const { onTry } = show({ graceMinutes: 20 })
    fireEvent.click(screen.getByRole('button', { name: 'Try it: Minutes after the end' }))
    expect(document.activeElement).toBe(screen.getByLabelText('A session that ends at'))
    expect(foretold()[0]).toBe('16:20')
    expect(onTry).not.toHaveBeenCalled()
  })

  it('tries quiet hours on a session that ends in them', () => {
    show({ quiet: NIGHT })
    fireEvent.click(screen.getByRole('button', { name: 'Try it: Quiet hours' }))
    expect(document.activeElement).toBe(screen.getByLabelText('A session that ends at'))
    expect(foretold()[0]).toMatch(/^\w{3} 08:00, when quiet hours are over$/)
  })

  it('tries the quiet hours that stand there, pressed straight from the field: what is typed was not saved yet', () => {
    const { onChange } = show({ quiet: NIGHT })
    const from = screen.getByLabelText<HTMLInputElement>('From')
    from.focus()
    fireEvent.input(from, { target: { value: '21:30' } })
    fireEvent.change(from)
    from.blur()
    fireEvent.click(screen.getByRole('button', { name: 'Try it: Quiet hours' }))
    expect(onChange.mock.calls).toEqual([[{ quiet: { from: '21:30' } }]])
    expect(screen.getByLabelText<HTMLInputElement>('A session that ends at').value).toBe('21:30')
  })
})

describe('the policy in words', () => {
  it('has a row for every kind and answer, with its consequence', () => {
    render(<PolicyTable policy={defaultPolicy} />)
    const rows = screen.getAllByRole('row', { name: /Client did not show up/ })
    expect(rows).toHaveLength(2)
    expect(rows[0]?.textContent).toContain('Counts as if it had happened.')
    expect(rows[1]?.textContent).toContain('Never counts. Sent back for rescheduling.')
    expect(screen.getAllByRole('rowheader')).toHaveLength(16)
  })

  it('speaks of one hour, one minute and one miss as of one', () => {
    render(<PolicyTable policy={{ ...defaultPolicy, noticeMs: HOUR, waitingMinutes: 1, freeMisses: 1 }} />)
    expect([...document.querySelectorAll('.hint')].map(({ textContent }) => textContent)).toEqual([
      'Clients give 1 hour’s notice unless there is an emergency. Exactly 1 is enough.',
      '“Client isn’t here” is offered 1 minute after the start.',
      'Your addition: each client’s first miss is free.',
    ])
  })
})

describe('a stuck write', () => {
  it('says whose it is and why, and can be tried again or discarded', () => {
    const on = { retry: vi.fn(), discard: vi.fn() }
    const write = {
      id: 'w1',
      operation: { type: 'annotate' },
      state: 'dead',
      lastFailure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' },
    } as Write
    render(
      <SyncState
        sync={{
          queued: 0,
          nextAttemptAt: null,
          consent: 0,
          parked: 0,
          stuck: [{ write, name: 'Dana Reyes', start: EVENING }],
        }}
        now={EVENING}
        busy={new Set()}
        onRetry={on.retry}
        onDiscard={on.discard}
      />,
    )
    expect(screen.getByText('1 write needs you.')).toBeTruthy()
    expect(screen.getByText(/belongs to somebody else/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /^Try again: Outcome · Dana Reyes/ }))
    fireEvent.click(screen.getByRole('button', { name: /^Discard: Outcome · Dana Reyes/ }))
    expect(on.retry).toHaveBeenCalledWith('w1')
    expect(on.discard).toHaveBeenCalledWith('w1')
  })
})

describe('showing outcomes on the events', () => {
  const show = (providers: readonly CalendarRecord['provider'][], visible?: VisibleChoice) => {
    const onChange = vi.fn()
    render(<VisibleSettings visible={visible} providers={new Set(providers)} onChange={onChange} />)
    return onChange
  }

  it('says the colour of each outcome, and is off until it is switched on', () => {
    const onChange = show(['google'])
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'CompletedBasil',
      'Didn’t occurGrape',
      'To rescheduleBanana',
      'Canceled in timeGraphite',
    ])
    const box = screen.getByRole('checkbox') as HTMLInputElement
    expect(box.checked).toBe(false)
    fireEvent.click(box)
    expect(onChange).toHaveBeenCalledWith({ colour: true })
  })

  it('on Outlook names the categories exactly, and keeps the names it was switched on with', () => {
    const onChange = show(['outlook'])
    fireEvent.click(screen.getByRole('checkbox'))
    expect(onChange.mock.calls[0]?.[0].categories['didnt-occur']).toBe('Afterward: Didn’t occur')
    cleanup()
    const spanish = { completed: 'Afterward: Completada' } as VisibleChoice['categories']
    show(['outlook'], { colour: false, categories: spanish })
    expect(screen.getByText('Afterward: Completada')).toBeTruthy()
  })
})

describe('where outcomes are written', () => {
  it('says which calendar was switched, and nothing of the others', () => {
    const onCalendar = vi.fn()
    const calendar = (key: string, name: string) => ({ key, name, role: 'owner' }) as CalendarRecord
    render(
      <AnnotationSettings
        annotations={{ consent: 'on', off: ['b'], on: [] }}
        calendars={[calendar('a', 'Work'), calendar('b', 'Home')]}
        waiting={0}
        visible={null}
        busy={new Set()}
        onConsent={vi.fn()}
        onCalendar={onCalendar}
        onRemoveAll={vi.fn()}
      />,
    )
    fireEvent.click(screen.getByRole('checkbox', { name: 'Work' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Home' }))
    expect(onCalendar.mock.calls).toEqual([
      ['a', false],
      ['b', true],
    ])
  })
})
