import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CardView } from '../../components/prompt/card-view.tsx'
import { useCardKeys } from '../../components/prompt/use-card-keys.ts'
import type { Note } from '../../lib/core/note.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import en from '../../public/_locales/en/messages.json'
import { entryOf, sightingOf } from '../helpers/books.ts'
import { useCatalogue } from '../helpers/catalogue.ts'
import { policyWith } from '../helpers/policies.ts'
import {
  card,
  createApi,
  dana,
  danasProgram,
  declined,
  drawCard,
  NOW,
  person,
  press,
  START,
} from './prompt-fixtures.tsx'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  leave()
})

const confirm = () => screen.findByRole('button', { name: /^Confirm/ })

describe('the question', () => {
  it('says who, what yes would come to, and asks', () => {
    drawCard()
    expect(screen.getByRole('heading').textContent).toBe('Did your session happen?')
    expect(screen.getByText('Dana Reyes')).toBeTruthy()
    expect(screen.getByText('Would be 5 of 12')).toBeTruthy()
  })

  it('a program that begins later is not to be set up again', () => {
    const later = { ...danasProgram, from: '2026-12-01' }
    drawCard({ card: card({}, { programs: [later] }) })
    const link = screen.getByRole('link', { name: 'Outside Dana Reyes’s program: see its dates' })
    expect(link.getAttribute('href')).toBe('/dashboard.html#/clients/c1')
    expect(screen.queryByRole('link', { name: /Set up/ })).toBeNull()
  })

  it('E28 says that another session of the coach lay in the same time', () => {
    drawCard({ card: card({}, { doubleBooked: true }) })
    expect(screen.getByText('Another session lay in the same time.')).toBeTruthy()
    cleanup()
    drawCard()
    expect(screen.queryByText('Another session lay in the same time.')).toBeNull()
  })

  it('E37 a card that is already answered says where the program stands, and is not put off', () => {
    drawCard({
      card: card({
        standing: 'answered',
        open: 0,
        participants: [
          person({
            outcome: {
              answerId: 'a',
              at: NOW,
              code: 'occurred',
              mark: 'completed',
              counts: true,
              reschedule: false,
              override: null,
              conflict: false,
            },
          }),
        ],
      }),
    })
    expect(screen.getByText('5 of 12 used')).toBeTruthy()
    expect(screen.queryByText(/Would be/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Still going' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Later' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Not coaching' })).toBeTruthy()
  })

  it('a session of days ago is not still going', () => {
    drawCard({ now: NOW + 2 * DAY })
    expect(screen.queryByRole('button', { name: 'Still going' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Later' })).toBeTruthy()
  })

  it('a session of last week has its date, not only its day', () => {
    drawCard({ now: NOW + 8 * DAY })
    expect(screen.getByText(/Tue,? 24 Nov,? 10:00/)).toBeTruthy()
  })

  it('E22 gives the time of its own zone on hover, with a name for people', () => {
    drawCard({ card: card({ zone: 'Pacific/Noumea' }) })
    const when = document.querySelector('.when time')
    expect(when?.getAttribute('title')).toBe('21:00 in New Caledonia Standard Time, Noumea')
  })

  it('puts the focus on the heading, where no key can press anything', () => {
    drawCard()
    expect(document.activeElement).toBe(screen.getByRole('heading'))
  })

  it('saves yes with one key and is done', async () => {
    const { api, onSaved, onDone } = drawCard()
    press('y')
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(api.answer).toHaveBeenCalledWith('id1', 'uid|-', 'paid', [
      { participant: 'aaaaaaaaaa', said: { occurred: true }, courtesy: false, minutes: null },
    ])
    expect(onSaved).toHaveBeenCalledWith(['aaaaaaaaaa'])
  })

  it('E06 canceled in time by the client: what the calendar shows, “It happened after all” and “Not so”', async () => {
    const canceled = card({ ...declined(31 * HOUR), standing: 'canceled', open: 0 })
    const first = drawCard({ card: canceled })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Canceled in time')
    expect(screen.getByText(/Dana Reyes declined 31 hrs? before/)).toBeTruthy()
    // Nothing is asked, so there is nothing to put off.
    expect(screen.queryByRole('button', { name: 'Still going' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Later' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^It happened after all/ }))
    await waitFor(() => expect(first.api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(first.api.answer).mock.calls[0]?.[3][0]?.said).toEqual({ occurred: true })
    cleanup()
    drawCard({ card: canceled })
    fireEvent.click(screen.getByRole('button', { name: /^Not so/ }))
    expect(await screen.findByRole('heading', { name: 'It didn’t occur. Why?' })).toBeTruthy()
  })

  it('counts without inventing a total when the client has no program', () => {
    drawCard({ card: card({}, { programs: [] }) })
    expect(screen.getByText(/Would count: 1 since Tue,? 24 Nov/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Set up Dana Reyes’s program' })).toBeTruthy()
    expect(document.body.textContent).not.toContain(' of 12')
  })

  it('asks paid or free once of a client of whom it was never said, and answers nothing before', async () => {
    const stranger = card({ participants: [person({ address: 'new@example.com', name: 'Noa' })] })
    const { api } = drawCard({ card: stranger })
    press('y')
    fireEvent.click(screen.getByRole('button', { name: /Yes, it happened/ }))
    expect(api.answer).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Free' }))
    expect(api.setKind).toHaveBeenCalledWith('uid|-', 'complimentary')
    // It stays, so that a second click meant for it does not land on an answer.
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Free' }).getAttribute('aria-pressed')).toBe('true'),
    )
    expect(screen.getByRole('button', { name: 'Paid' }).getAttribute('aria-pressed')).toBe('false')
    press('y')
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[2]).toBe('complimentary')
  })

  const privateScreen = { singleKeys: true, privateScreen: true, endOfDay: '18:00', holds: 3 }

  it('hides the name, and what was agreed with them, on a private screen until it is asked for', () => {
    const actions = [{ id: 'x', text: 'Send Dana the report', due: null, done: false }]
    const note = { id: 'old|-#aaaaaaaaaa', address: 'dana@example.com', actions } as unknown as Note
    drawCard({ settings: privateScreen, card: card({}, { notes: [note] }) })
    expect(document.body.textContent).not.toContain('Dana')
    fireEvent.click(screen.getByRole('button', { name: 'Show name' }))
    expect(screen.getByText('Dana Reyes')).toBeTruthy()
    expect(screen.getByText('Send Dana the report')).toBeTruthy()
  })

  it('says of a hidden client “the client” within a sentence, and “Your client” where the name stands alone', async () => {
    drawCard({ settings: privateScreen })
    fireEvent.click(screen.getByRole('button', { name: 'Not coaching' }))
    expect(await screen.findByText('Don’t ask for the client')).toBeTruthy()
    press('n')
    await waitFor(() => expect(document.querySelector('.why-top .name')?.textContent).toBe('Your client'))
  })

  it.each([
    ['the notes', 't', 'Notes on the session'],
    ['what comes next', 'n5', 'Next session'],
  ])(
    'heads %s without a name on a private screen, instead of with one that stands for it',
    async (_, keys, words) => {
      drawCard({ settings: privateScreen })
      for (const key of keys) press(key)
      if (keys.length > 1) fireEvent.submit((await confirm()).closest('form') as HTMLElement)
      expect(await screen.findByRole('heading', { level: 1, name: words })).toBeTruthy()
    },
  )

  it('hides a group’s own name there too, also while it asks whether it is paid', () => {
    const two = [person(), person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee' })]
    drawCard({
      settings: privateScreen,
      card: card({ title: 'Acme leaders', participants: two }, { clients: [] }),
    })
    expect(document.body.textContent).toContain('Are sessions with these clients paid or free?')
    expect(document.body.textContent).not.toMatch(/Dana|Lee|Acme/)
  })

  it('closes with Esc and turns the stack with the page keys, choosing nothing', () => {
    const { api, onClose, onStep } = drawCard()
    press('PageDown')
    press('PageUp')
    press('Escape')
    expect(onStep.mock.calls).toEqual([[1], [-1]])
    expect(onClose).toHaveBeenCalledOnce()
    expect(api.answer).not.toHaveBeenCalled()
  })

  it('E07 marks the reason that fits the calendar and preselects none', async () => {
    drawCard({ card: card(declined(19 * HOUR)) })
    expect(screen.getByText(/^Calendar: Dana Reyes declined 19 hrs? before$/)).toBeTruthy()
    press('n')
    const late = await screen.findByRole('radio', { name: /last minute/ })
    expect(within(late.closest('label') as HTMLElement).getByText('fits calendar')).toBeTruthy()
    expect(screen.getAllByText('fits calendar')).toHaveLength(1)
    expect(screen.getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false)
    expect((await confirm()).hasAttribute('disabled')).toBe(true)
  })

  it('E14 declined by the coach: all six reasons, none marked, and nothing counts before the coach says so', async () => {
    const [notBefore, notAfter] = [START - 32 * HOUR, START - 31 * HOUR]
    const sighting = sightingOf(START, { by: 'coach', address: null, notBefore, notAfter })
    drawCard({ card: card({ sightings: [sighting] }) })
    expect(screen.getByText(/^Calendar: you declined/)).toBeTruthy()
    press('n')
    await screen.findByRole('heading', { name: 'It didn’t occur. Why?' })
    const radios = screen.getAllByRole<HTMLInputElement>('radio')
    expect(radios.slice(0, 6).map(({ disabled, checked }) => [disabled, checked])).toEqual(
      Array.from({ length: 6 }, () => [false, false]),
    )
    expect(screen.queryByText('fits calendar')).toBeNull()
    expect((await confirm()).hasAttribute('disabled')).toBe(true)
  })

  it('E13 client declined but came: yes is always possible', async () => {
    const { api } = drawCard({ card: card(declined(19 * HOUR)) })
    press('y')
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
  })

  it('E54 shows hostile text as text', () => {
    const evil = '<img src=x onerror="document.title=1"><b>x</b>'
    const { container } = drawCard({
      card: card({ title: evil, participants: [person({ address: 'e@example.com', name: evil })] }),
    })
    expect(screen.getAllByText(/onerror/).length).toBeGreaterThan(0)
    expect(container.querySelector('img, b')).toBeNull()
  })
})

describe('keys and the person’s own typing', () => {
  it('ignores every key in the first second after the window got the focus', async () => {
    const { api, onClose } = drawCard()
    fireEvent.blur(window)
    fireEvent.focus(window)
    vi.setSystemTime(Date.now() + 900)
    fireEvent.keyDown(document.body, { key: 'y' })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(api.answer).not.toHaveBeenCalled()
    expect(onClose).not.toHaveBeenCalled()
  })

  it('ignores every key in the first second of each card that is opened in a page', () => {
    const { api, props } = drawCard()
    cleanup()
    vi.setSystemTime(Date.now() + 60_000)
    render(<CardView {...props} />)
    vi.setSystemTime(Date.now() + 900)
    fireEvent.keyDown(document.body, { key: 'y' })
    expect(api.answer).not.toHaveBeenCalled()
    press('y')
    expect(api.answer).toHaveBeenCalledOnce()
  })

  it('ignores a letter within 700 ms of the one before: somebody is writing a sentence', () => {
    const { api } = drawCard()
    fireEvent.keyDown(document.body, { key: 'a' })
    vi.setSystemTime(Date.now() + 600)
    fireEvent.keyDown(document.body, { key: 'y' })
    expect(api.answer).not.toHaveBeenCalled()
  })

  it('leaves a dialog over the card its keys: neither an answer behind it, nor Esc taken from it', () => {
    const { api, onClose } = drawCard()
    const dialog = document.body.appendChild(document.createElement('dialog'))
    dialog.open = true
    press('y')
    fireEvent.keyDown(dialog, { key: 'Escape' })
    dialog.remove()
    expect(api.answer).not.toHaveBeenCalled()
    expect(onClose).not.toHaveBeenCalled()
  })

  it('keeps Enter from the card while it settles, not from the page around it', () => {
    drawCard()
    fireEvent.blur(window)
    fireEvent.focus(window)
    const around = document.body.appendChild(document.createElement('button'))
    const arrives = (on: Element) => fireEvent.keyDown(on, { key: 'Enter' })
    expect(arrives(screen.getByRole('button', { name: /^Yes, it happened/ }))).toBe(false)
    expect(arrives(around)).toBe(true)
    around.remove()
  })

  it('leaves letters alone when they are turned off', () => {
    const { api } = drawCard({
      settings: { singleKeys: false, privateScreen: false, endOfDay: '18:00', holds: 3 },
    })
    press('y')
    expect(api.answer).not.toHaveBeenCalled()
    expect(screen.queryByText('Y')).toBeNull()
  })

  it('does not take letters from a text field', async () => {
    const { api } = drawCard()
    press('n')
    press('4')
    const field = await screen.findByRole('textbox', { name: 'What happened' })
    field.focus()
    press('1')
    expect((screen.getByRole('radio', { name: /Other/ }) as HTMLInputElement).checked).toBe(true)
    expect(api.answer).not.toHaveBeenCalled()
  })
})

describe('why not', () => {
  it('says the consequence before it is confirmed, and then sends what was confirmed', async () => {
    const { api, onSaved } = drawCard()
    press('n')
    await screen.findByRole('heading', { name: 'It didn’t occur. Why?' })
    press('5')
    const foot = (await confirm()).closest('footer') as HTMLElement
    expect(foot.textContent).toContain(
      'Didn’t occur. Counts as if it had happened: 5 of 12 used. Not sent back for rescheduling.',
    )
    expect((await confirm()).textContent).toContain('Confirm: counts, 5 of 12')
    expect(api.answer).not.toHaveBeenCalled()
    fireEvent.submit((await confirm()).closest('form') as HTMLElement)
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3]).toEqual([
      {
        participant: 'aaaaaaaaaa',
        said: { occurred: false, reason: 'client-no-show' },
        courtesy: false,
        minutes: null,
      },
    ])
  })

  it('shows what each reason does, from the policy', async () => {
    drawCard()
    press('n')
    await screen.findByRole('radio', { name: /Client had an emergency/ })
    const effects = screen
      .getAllByRole('radio')
      .slice(0, 6)
      .map((radio) => {
        const label = radio.closest('label')?.textContent ?? ''
        return label.endsWith('back') ? 'back' : label.endsWith('counts') ? 'counts' : label
      })
    expect(effects).toEqual(['back', 'back', 'back', 'back', 'counts', 'counts'])
  })

  it('says it once for a free session: any reason goes back and never counts', async () => {
    drawCard({ card: card({ kind: 'complimentary' }) })
    press('n')
    expect(await screen.findByText('Any reason: back for rescheduling; never counts.')).toBeTruthy()
    press('6')
    expect((await confirm()).textContent).toContain('Confirm: back for rescheduling')
  })

  it('offers a courtesy make-up where it would count, and says what that does', async () => {
    const { api } = drawCard()
    press('n')
    press('5')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Courtesy make-up' }))
    expect((await confirm()).textContent).toContain('Confirm: back for rescheduling')
    expect(
      screen.getAllByText(/To reschedule, as a courtesy\. Doesn’t count: still 4 of 12 used/),
    ).toBeTruthy()
    fireEvent.submit((await confirm()).closest('form') as HTMLElement)
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3][0]?.courtesy).toBe(true)
  })

  it('offers no courtesy where nothing counts', async () => {
    drawCard()
    press('n')
    press('1')
    expect((await confirm()).textContent).toContain('back for rescheduling')
    expect(screen.queryByRole('checkbox')).toBeNull()
  })

  it.each([
    ['2026-11-23T10:00', 'Confirm: canceled in time', /Canceled in time\. Doesn’t count: still 4 of 12/],
    ['2026-11-23T10:01', 'Confirm: counts, 5 of 12', /Didn’t occur\. Counts as if/],
  ])('told me at %s: %s', async (at, button, words) => {
    drawCard()
    press('n')
    fireEvent.click(await screen.findByRole('radio', { name: 'Told me 24 h or more ahead' }))
    expect((await confirm()).hasAttribute('disabled')).toBe(true)
    fireEvent.input(screen.getByLabelText('When did Dana Reyes tell you?'), { target: { value: at } })
    expect((await confirm()).textContent).toContain(button)
    expect(screen.getAllByText(words).length).toBeGreaterThan(0)
  })

  it.each([
    ['2026-11-21T20:00', 'Confirm: counts, 5 of 12', '22 Nov 10:00'],
    ['2026-11-22T07:30', 'Confirm: canceled in time', '24 Nov 10:00'],
    ['2026-11-23T09:00', 'Confirm: canceled in time', '24 Nov 10:00'],
    ['2026-11-23T11:00', 'Confirm: counts, 5 of 12', '24 Nov 10:00'],
  ])(
    'E10 told me at %s of a session moved two days since: notice runs to where it stood then',
    async (at, button, to) => {
      const was = START - 2 * DAY
      const moved = sightingOf(was, { what: 'moved', by: 'unknown', address: null, to: START })
      drawCard({
        card: card({ sightings: [{ ...moved, notBefore: was - 3 * HOUR, notAfter: was - 2 * HOUR }] }),
      })
      press('n')
      fireEvent.click(await screen.findByRole('radio', { name: 'Told me 24 h or more ahead' }))
      fireEvent.input(screen.getByLabelText('When did Dana Reyes tell you?'), { target: { value: at } })
      expect((await confirm()).textContent).toContain(button)
      expect(screen.getByText(new RegExp(`Notice runs from then to .*${to}`))).toBeTruthy()
    },
  )

  it('takes no time after the start for notice', async () => {
    drawCard()
    press('n')
    fireEvent.click(await screen.findByRole('radio', { name: 'Told me 24 h or more ahead' }))
    fireEvent.input(screen.getByLabelText('When did Dana Reyes tell you?'), {
      target: { value: '2026-11-24T10:30' },
    })
    expect(screen.getByText(/after the session began/)).toBeTruthy()
    expect((await confirm()).hasAttribute('disabled')).toBe(true)
  })

  it('writes in the time that the calendar vouches for, to be seen and changed', async () => {
    drawCard({ card: card(declined(31 * HOUR)) })
    press('n')
    const told = await screen.findByRole('radio', { name: /Told me 24 h or more ahead/ })
    fireEvent.click(told)
    expect((screen.getByLabelText('When did Dana Reyes tell you?') as HTMLInputElement).value).toBe(
      '2026-11-23T03:00',
    )
  })

  it('E10 writes in that very time although the session was moved since', async () => {
    const was = START - 2 * DAY
    const sightings = [
      sightingOf(was, { address: 'dana@example.com', notBefore: was - 32 * HOUR, notAfter: was - 31 * HOUR }),
      sightingOf(was, {
        what: 'moved',
        by: 'unknown',
        notBefore: was - 3 * HOUR,
        notAfter: was - 2 * HOUR,
        to: START,
      }),
    ]
    drawCard({ card: card({ ...declined(HOUR), sightings }) })
    press('n')
    fireEvent.click(await screen.findByRole('radio', { name: /Told me 24 h or more ahead/ }))
    expect((screen.getByLabelText('When did Dana Reyes tell you?') as HTMLInputElement).value).toBe(
      '2026-11-21T03:00',
    )
    expect((await confirm()).textContent).toContain('Confirm: canceled in time')
  })

  it('offers the later session for "we moved it" and links it', async () => {
    const near = { key: 'new|-', zone: 'UTC', start: START + 2 * DAY, end: START + 2 * DAY + HOUR }
    const { api, onDone } = drawCard({ api: createApi({ movedTo: async () => [near] }) })
    press('n')
    fireEvent.click(await screen.findByRole('radio', { name: 'We moved it' }))
    expect((await confirm()).hasAttribute('disabled')).toBe(true)
    fireEvent.click(await screen.findByRole('radio', { name: /26 Nov/ }))
    expect(screen.getAllByText(/Nothing is decided or counted/).length).toBeGreaterThan(0)
    fireEvent.submit((await confirm()).closest('form') as HTMLElement)
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3][0]?.said).toEqual({ moved: true, toSessionKey: 'new|-' })
  })

  it.each([
    ['used up', { alreadyUsed: 12 }, '13 of 12 used. That is 1 more than the program holds.'],
    ['over', { to: '2026-01-31' }, '5 of 12 used. The program has ended: flagged as over-use.'],
  ])(
    'E41 a program that is %s: the card says so before the click, and it counts all the same',
    async (_, part, words) => {
      const { api, onSaved } = drawCard({ card: card({}, { programs: [{ ...danasProgram, ...part }] }) })
      press('n')
      press('5')
      const foot = (await confirm()).closest('footer')
      expect(foot?.textContent).toContain(words)
      expect(api.answer).not.toHaveBeenCalled()
      fireEvent.submit((await confirm()).closest('form') as HTMLElement)
      await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    },
  )

  it('says which month’s session it uses, and that it does not carry over', async () => {
    drawCard({ card: card({}, { programs: [{ ...danasProgram, perMonth: 2 }] }) })
    press('n')
    press('6')
    expect(
      (await screen.findAllByText(/Uses one of November’s sessions; it does not carry over\./)).length,
    ).toBeGreaterThan(0)
  })

  it('E23 says when the month’s sessions are used up, and not a session before', async () => {
    const programs = [{ ...danasProgram, perMonth: 2 }]
    const earlier = ['2026-11-03', '2026-11-10'].map((day) =>
      entryOf({ id: day, sessionKey: day, address: 'dana@example.com', sessionStart: Date.parse(day) }),
    )
    const words = async (used: number) => {
      drawCard({ card: card({}, { programs, entries: earlier.slice(0, used) }) })
      press('n')
      press('5')
      const foot = (await confirm()).closest('footer')?.textContent
      cleanup()
      return foot
    }
    expect(await words(1)).not.toContain('More than')
    expect(await words(2)).toContain('it does not carry over. More than November’s 2.')
  })

  it('says of a miss that is free that it is one of those let go', async () => {
    drawCard({ card: card({}, { policy: policyWith('forgiving', {}, { freeMisses: 1 }) }) })
    press('n')
    press('5')
    expect((await confirm()).closest('footer')?.textContent).toContain(
      'Didn’t occur. Doesn’t count: one of the misses you let go free.',
    )
  })

  it('E17 beside each reason a miss is free as often as the person, at whichever address, has one left', async () => {
    const clients = [{ ...dana, addresses: ['dana@example.com', 'dana@work.example'] }]
    const policy = policyWith('forgiving', {}, { freeMisses: 1 })
    const beside = async (sessionKey: string) => {
      const forgiven = { code: 'client-no-show', mark: 'didnt-occur', delta: 0 } as const
      const entries = [
        entryOf({ sessionKey, participant: 'work', address: 'dana@work.example', ...forgiven }),
      ]
      drawCard({ card: card({}, { clients, entries, policy }) })
      press('n')
      const noShow = await screen.findByRole('radio', { name: /did not show up/ })
      const words = noShow.closest('label')?.textContent
      cleanup()
      return words
    }
    expect(await beside('before|-')).toMatch(/counts$/)
    // E15: of the same session, at another place of theirs, it is not another one.
    expect(await beside('uid|-')).toMatch(/free$/)
  })

  it('names the rule that decides', async () => {
    drawCard()
    press('n')
    press('5')
    expect(await screen.findByText('Rule paid/client-no-show of policy default-1')).toBeTruthy()
  })
})

describe('what was picked and not confirmed', () => {
  it('is there again when the card comes back', async () => {
    const api = createApi()
    const first = drawCard({ api })
    press('n')
    press('4')
    fireEvent.input(await screen.findByRole('textbox', { name: 'What happened' }), {
      target: { value: 'power cut' },
    })
    first.unmount()
    drawCard({ api })
    expect(await screen.findByRole('heading', { name: 'It didn’t occur. Why?' })).toBeTruthy()
    expect(((await screen.findByRole('textbox', { name: 'What happened' })) as HTMLInputElement).value).toBe(
      'power cut',
    )
  })

  it('is forgotten once it is saved', async () => {
    const api = createApi()
    const { onSaved } = drawCard({ api })
    press('n')
    press('5')
    expect(api.drafts.size).toBe(1)
    fireEvent.submit((await confirm()).closest('form') as HTMLElement)
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    expect(api.drafts.size).toBe(0)
  })
})

describe('when saving does not work', () => {
  it('E38 says so, keeps everything, and tries the same intent again', async () => {
    const answer = vi.fn(createApi().answer)
    answer.mockRejectedValueOnce(new Error('no background'))
    const { onDone } = drawCard({ api: createApi({ answer }) })
    press('y')
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('Nothing was changed')
    expect(onDone).not.toHaveBeenCalled()
    press('y')
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(answer.mock.calls.map(([intent]) => intent)).toEqual(['id1', 'id1'])
  })

  it('E55 the disk is full: says so, that nothing was changed and how the books can still be saved; later it goes through', async () => {
    const answer = vi.fn(createApi().answer)
    answer.mockResolvedValueOnce({ ok: false, error: { reason: 'storage', failure: null } })
    const { onDone } = drawCard({ api: createApi({ answer }) })
    press('y')
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('This could not be saved on this computer.')
    expect(note.textContent).toContain('Nothing was changed.')
    expect(note.textContent).toContain('a backup can still be saved')
    expect(onDone).not.toHaveBeenCalled()
    press('y')
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  })

  it('E38 a double click sends one answer', async () => {
    const { api, onDone } = drawCard()
    const yes = screen.getByRole('button', { name: /Yes, it happened/ })
    fireEvent.click(yes)
    fireEvent.click(yes)
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(api.answer).toHaveBeenCalledOnce()
  })
})

describe('leaving it unanswered', () => {
  it('puts it off by ten minutes for "Still going"', async () => {
    const { api, onDone } = drawCard()
    fireEvent.click(screen.getByRole('button', { name: 'Still going' }))
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(api.putOff).toHaveBeenCalledWith('uid|-', NOW + 600_000)
  })

  it('asks again at the coach’s own end of the day', async () => {
    const { api } = drawCard()
    fireEvent.click(screen.getByText('This evening'))
    await waitFor(() => expect(api.putOff).toHaveBeenCalledWith('uid|-', Date.UTC(2026, 10, 24, 18)))
  })

  it('offers no evening that is over, and says which day tomorrow is', async () => {
    const { api } = drawCard({ now: Date.UTC(2026, 10, 24, 19) })
    expect(screen.queryByText('This evening')).toBeNull()
    const tomorrow = screen.getByText('Tomorrow').closest('button') as HTMLElement
    expect(tomorrow.textContent).toContain('Wed 09:00')
    fireEvent.click(tomorrow)
    await waitFor(() => expect(api.putOff).toHaveBeenCalledWith('uid|-', Date.UTC(2026, 10, 25, 9)))
  })

  it('takes the coach’s word that it is not coaching; a series only where there is one', async () => {
    const { api } = drawCard()
    expect(screen.queryByText('Not this series')).toBeNull()
    fireEvent.click(screen.getByText('Don’t ask for Dana Reyes'))
    await waitFor(() => expect(api.recogniseAs).toHaveBeenCalledWith('uid|-', 'not-client'))
  })
})

describe('a stack', () => {
  it('does not make the next card wait a second, only for the pause after the last key', async () => {
    const first = drawCard()
    press('y')
    await waitFor(() => expect(first.onDone).toHaveBeenCalledOnce())
    const { api, props } = first
    first.unmount()
    render(<CardView {...props} card={{ ...props.card, key: 'next|-' }} />)
    vi.setSystemTime(Date.now() + 600)
    fireEvent.keyDown(document.body, { key: 'y' })
    expect(api.answer).toHaveBeenCalledOnce()
    vi.setSystemTime(Date.now() + 700)
    fireEvent.keyDown(document.body, { key: 'y' })
    await waitFor(() => expect(api.answer).toHaveBeenCalledTimes(2))
  })

  it('hears a key once, however many parts of the window listen', async () => {
    const Window = () => {
      useCardKeys({ Escape: () => undefined }, true)
      return null
    }
    render(<Window />)
    const { api } = drawCard()
    press('y')
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
  })
})
