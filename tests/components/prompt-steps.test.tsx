import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CardView } from '../../components/prompt/card-view.tsx'
import { outcomeOf } from '../../lib/core/answer.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import en from '../../public/_locales/en/messages.json'
import { headFor } from '../helpers/books.ts'
import { useCatalogue } from '../helpers/catalogue.ts'
import { pressOffer } from './offered.ts'
import { card, createApi, dana, declined, drawCard, END, person, press, START } from './prompt-fixtures.tsx'

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
const submit = (button: HTMLElement) => fireEvent.submit(button.closest('form') as HTMLElement)

describe('a group', () => {
  const lee = person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee Park' })
  const group = () => card({ title: 'Acme', kind: 'paid', participants: [person(), lee] })

  it('E15 E39 already answered, sends only of whom something else is said now', async () => {
    const said = (participant: ReturnType<typeof person>, what: 'occurred' | 'client-no-show') => ({
      ...participant,
      outcome: outcomeOf([
        headFor(participant.id, what === 'occurred' ? { occurred: true } : { occurred: false, reason: what }),
      ]),
    })
    const people = [said(person(), 'client-no-show'), said(lee, 'client-no-show')]
    const { api } = drawCard({
      card: card({ title: 'Acme', kind: 'paid', standing: 'answered', participants: people }),
    })
    const danas = await screen.findByRole('group', { name: 'Dana Reyes' })
    const lees = screen.getByRole('group', { name: 'Lee Park' })
    expect([danas, lees].map((row) => row.textContent?.includes('Didn’t occur'))).toEqual([true, true])
    expect(screen.getByRole('button', { name: 'Confirm: 0 came, 2 didn’t' }).hasAttribute('disabled')).toBe(
      true,
    )
    fireEvent.click(within(lees).getByLabelText('didn’t'))
    expect(screen.getByRole('button', { name: '1 person still to say' }).hasAttribute('disabled')).toBe(true)
    fireEvent.click(within(lees).getByLabelText('came'))
    submit(screen.getByRole('button', { name: 'Confirm: 1 came, 1 didn’t' }))
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3]).toEqual([
      { participant: lee.id, said: { occurred: true }, courtesy: false, minutes: null },
    ])
  })

  it('E15 E37 already answered, says of another kind whom it decides again', () => {
    const said = (id: string, reason: 'client-no-show' | 'client-emergency') =>
      outcomeOf([headFor(id, { occurred: false, reason }, {}, 'complimentary')])
    const people = [
      { ...person(), outcome: said('a', 'client-no-show') },
      { ...lee, outcome: said('b', 'client-emergency') },
      person({ id: 'cccccccccc', address: 'sam@example.com' }),
    ]
    drawCard({ card: card({ title: 'Acme', kind: 'complimentary', participants: people }) })
    fireEvent.click(screen.getByRole('button', { name: 'Free: change' }))
    const paid = screen.getByRole('menuitemradio', { name: /Paid/ })
    expect(paid.textContent).toContain('Decides 2 answers again. Counted then: 1.')
  })

  it('E15 everyone came is one key', async () => {
    const { api, onDone } = drawCard({ card: group() })
    press('y')
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(
      vi.mocked(api.answer).mock.calls[0]?.[3].map(({ participant, said }) => [participant, said]),
    ).toEqual([
      ['aaaaaaaaaa', { occurred: true }],
      ['bbbbbbbbbb', { occurred: true }],
    ])
  })

  it('E15 has an answer, a reason and a consequence for each person', async () => {
    const { api } = drawCard({ card: group() })
    const row = await screen.findByRole('group', { name: 'Lee Park' })
    const danas = screen.getByRole('group', { name: 'Dana Reyes' })
    fireEvent.click(within(danas).getByLabelText('came'))
    expect(danas.textContent).toContain('Completed. Counts: 5 of 12 used.')
    fireEvent.click(within(row).getByLabelText('didn’t'))
    const why = within(row).getByLabelText('Why Lee Park didn’t come')
    expect((why as HTMLSelectElement).value).toBe('')
    expect(screen.getByRole('button', { name: '1 person still to say' }).hasAttribute('disabled')).toBe(true)
    fireEvent.change(why, { target: { value: 'client-no-show' } })
    expect(row.textContent).toContain('Didn’t occur. Counts as if it had happened.')
    submit(screen.getByRole('button', { name: 'Confirm: 1 came, 1 didn’t' }))
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3].map(({ said }) => said)).toEqual([
      { occurred: true },
      { occurred: false, reason: 'client-no-show' },
    ])
  })
})

describe('a group that is filed as canceled in time', () => {
  const lee = person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee Park', response: 'declined' })
  const dana = declined(31 * HOUR)
  const seen = (dana.sightings ?? []).flatMap((one) => [one, { ...one, address: 'lee@example.com' }])
  const filed = () =>
    card({
      title: 'Acme',
      kind: 'paid',
      standing: 'canceled',
      open: 0,
      sightings: seen,
      participants: [...(dana.participants ?? []), lee],
    })
  const rowOf = async (name: string) => within(await screen.findByRole('group', { name }))

  it('E06 says of each person what was filed, with “came after all” and “not so”; who is not touched stays so', async () => {
    const { api } = drawCard({ card: filed() })
    const [danas, lees] = [await rowOf('Dana Reyes'), await rowOf('Lee Park')]
    for (const row of [danas, lees])
      expect(row.getByLabelText<HTMLInputElement>('canceled in time').checked).toBe(true)
    expect(lees.getByText(/Lee Park declined 31 hrs? before/)).toBeTruthy()
    // Beside the three choices it would seem to belong to the last of them.
    expect(screen.queryByText('fits calendar')).toBeNull()
    expect(screen.getByRole('button', { name: /^Confirm/ }).hasAttribute('disabled')).toBe(true)
    // Picked by a slip and put back.
    fireEvent.click(danas.getByLabelText('came after all'))
    fireEvent.click(danas.getByLabelText('canceled in time'))
    fireEvent.click(lees.getByLabelText('not so'))
    expect(screen.getByRole('button', { name: '1 person still to say' })).toBeTruthy()
    fireEvent.change(lees.getByLabelText('Why Lee Park didn’t come'), {
      target: { value: 'client-emergency' },
    })
    submit(screen.getByRole('button', { name: 'Confirm: 0 came, 2 didn’t' }))
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3]).toEqual([
      {
        participant: lee.id,
        said: { occurred: false, reason: 'client-emergency' },
        courtesy: false,
        minutes: null,
      },
    ])
  })

  it('E06 “everyone came after all” is one key', async () => {
    const { api } = drawCard({ card: filed() })
    expect(screen.getByRole('button', { name: /^Everyone came after all/ })).toBeTruthy()
    press('y')
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3].map(({ said }) => said)).toEqual([
      { occurred: true },
      { occurred: true },
    ])
  })
})

describe('“we moved it” in a group', () => {
  const lee = person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee Park' })
  const later = (key: string, days: number) => ({
    key,
    zone: 'UTC',
    start: START + days * DAY,
    end: END + days * DAY,
  })

  it('E15 offers each person the sessions of theirs nearby, and links what is chosen for each', async () => {
    const near = { [person().id]: [later('danas|-', 2)], [lee.id]: [later('lees|-', 3)] }
    const { api } = drawCard({
      api: createApi({ movedTo: async (_, participant) => near[participant] ?? [] }),
      card: card({ title: 'Acme', kind: 'paid', participants: [person(), lee] }),
    })
    const of = async (name: string) => within(await screen.findByRole('group', { name }))
    const [dana, lees] = [await of('Dana Reyes'), await of('Lee Park')]
    for (const row of [dana, lees]) {
      fireEvent.click(row.getByLabelText('didn’t'))
      fireEvent.change(row.getByLabelText(/^Why/), { target: { value: 'moved' } })
    }
    expect(dana.queryByRole('radio', { name: /27 Nov/ })).toBeNull()
    fireEvent.click(dana.getByRole('radio', { name: /26 Nov/ }))
    fireEvent.click(lees.getByRole('radio', { name: /27 Nov/ }))
    // One choice does not take the other's away: each row is a choice of its own.
    const names = screen.getAllByRole('radio', { name: /Nov/ }).map((radio) => radio.getAttribute('name'))
    expect(new Set(names).size).toBe(2)
    submit(screen.getByRole('button', { name: 'Confirm: 0 came, 2 didn’t' }))
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3].map(({ said }) => said)).toEqual([
      { moved: true, toSessionKey: 'danas|-' },
      { moved: true, toSessionKey: 'lees|-' },
    ])
  })
})

describe('a courtesy in a group', () => {
  const lee = person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee Park' })

  it('E15 is offered to each person whose answer counts, and to nobody else', async () => {
    const { api } = drawCard({ card: card({ title: 'Acme', kind: 'paid', participants: [person(), lee] }) })
    const of = async (name: string) => within(await screen.findByRole('group', { name }))
    const [dana, lees] = [await of('Dana Reyes'), await of('Lee Park')]
    const offered = () => [dana, lees].map((row) => row.queryByRole('checkbox') !== null)
    fireEvent.click(dana.getByLabelText('came'))
    fireEvent.click(lees.getByLabelText('didn’t'))
    const why = lees.getByLabelText('Why Lee Park didn’t come')
    fireEvent.change(why, { target: { value: 'client-emergency' } })
    expect(offered()).toEqual([false, false])
    fireEvent.change(why, { target: { value: 'client-no-show' } })
    expect(offered()).toEqual([false, true])
    fireEvent.click(lees.getByRole('checkbox', { name: 'Courtesy make-up' }))
    expect(screen.getByRole('group', { name: 'Lee Park' }).textContent).toContain('as a courtesy')
    submit(screen.getByRole('button', { name: 'Confirm: 1 came, 1 didn’t' }))
    await waitFor(() => expect(api.answer).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3].map(({ courtesy }) => courtesy)).toEqual([false, true])
  })
})

describe('whom it was with', () => {
  const nobody = () => card({ title: 'Call', participants: [person({ id: '_', address: null, name: null })] })

  it('E19 asks once when nobody is invited and the title is not known', async () => {
    const { api } = drawCard({ card: nobody() })
    press('y')
    expect(api.answer).not.toHaveBeenCalled()
    fireEvent.input(await screen.findByLabelText('Who was this with?'), { target: { value: ' dana reyes' } })
    submit(screen.getByRole('button', { name: 'Go on' }))
    await waitFor(() => expect(api.sayWhom).toHaveBeenCalledOnce())
    expect(api.sayWhom).toHaveBeenCalledWith('uid|-', '_', { clientId: 'c1' }, null)
  })

  it('E19 asks of somebody new whether paid or free, too', async () => {
    const { api } = drawCard({ card: nobody() })
    fireEvent.input(await screen.findByLabelText('Who was this with?'), { target: { value: 'Kim' } })
    expect(screen.getByRole('button', { name: 'Go on' }).hasAttribute('disabled')).toBe(true)
    fireEvent.click(screen.getByLabelText('Free'))
    submit(screen.getByRole('button', { name: 'Go on' }))
    await waitFor(() =>
      expect(api.sayWhom).toHaveBeenCalledWith('uid|-', '_', { name: 'Kim' }, 'complimentary'),
    )
  })

  it('E19 does not ask when the title is known', () => {
    const known = card(
      { title: 'Call', participants: [person({ id: '_', address: null, name: null })] },
      { clients: [{ ...dana, titles: ['call'] }] },
    )
    drawCard({ card: known })
    expect(screen.queryByLabelText('Who was this with?')).toBeNull()
    expect(screen.getByText('Dana Reyes')).toBeTruthy()
  })
})

describe('notes', () => {
  it('T saves yes at once and turns the card into notes', async () => {
    const { api, onDone } = drawCard()
    press('t')
    const heading = await screen.findByRole('heading', { name: 'Notes for Dana Reyes' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(api.answer).toHaveBeenCalledOnce()
    expect(onDone).not.toHaveBeenCalled()
  })

  it('E16 saves the minutes it really took beside a yes', async () => {
    const { api, onDone } = drawCard()
    press('t')
    fireEvent.input(await screen.findByLabelText('Minutes it took'), { target: { value: '35' } })
    submit(screen.getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(vi.mocked(api.answer).mock.calls[0]?.[3][0]?.said).toEqual({ occurred: true })
    expect(api.saveNote).toHaveBeenCalledWith('uid|-', 'aaaaaaaaaa', { text: '', minutes: 35, actions: [] })
  })

  it('E34 keeps every word as a draft, and begins with it again', async () => {
    const api = createApi()
    const first = drawCard({ api })
    press('t')
    fireEvent.input(await screen.findByLabelText('Notes'), { target: { value: 'board decision' } })
    await waitFor(() =>
      expect(api.drafts.get('note:uid|-#aaaaaaaaaa')).toMatchObject({ text: 'board decision' }),
    )
    first.unmount()
    drawCard({ api, begin: 'notes' })
    expect(((await screen.findByLabelText('Notes')) as HTMLTextAreaElement).value).toBe('board decision')
  })

  it('loses nothing when it is closed within the moment before a draft is written', async () => {
    const api = createApi()
    const { unmount } = drawCard({ api })
    press('t')
    fireEvent.input(await screen.findByLabelText('Notes'), { target: { value: 'last word' } })
    unmount()
    expect(api.drafts.get('note:uid|-#aaaaaaaaaa')).toMatchObject({ text: 'last word' })
  })

  const asNote = (text: string) => ['uid|-', 'aaaaaaaaaa', { text, minutes: null, actions: [] }] as const

  it('saves what was typed at every pause, without "Done", and once', async () => {
    const { api, onDone } = drawCard()
    press('t')
    fireEvent.input(await screen.findByLabelText('Notes'), { target: { value: 'board' } })
    fireEvent.input(screen.getByLabelText('Notes'), { target: { value: 'board decision' } })
    await waitFor(() => expect(api.saveNote).toHaveBeenCalledOnce(), { timeout: 3_000 })
    expect(api.saveNote).toHaveBeenCalledWith(...asNote('board decision'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(api.saveNote).toHaveBeenCalledOnce()
    expect(onDone).not.toHaveBeenCalled()
  })

  it.each([
    ['hidden or closed', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['left for another card', () => cleanup()],
  ])('saves what was typed the moment its page is %s', async (_name, leaves) => {
    const { api } = drawCard()
    press('t')
    fireEvent.input(await screen.findByLabelText('Notes'), { target: { value: 'last word' } })
    expect(api.saveNote).not.toHaveBeenCalled()
    leaves()
    expect(vi.mocked(api.saveNote).mock.calls).toEqual([asNote('last word')])
  })

  it('begins with what is saved on another page meanwhile, until something is typed here', async () => {
    const noted = (text: string, updatedAt: number) => {
      const note = { id: 'uid|-#aaaaaaaaaa', sessionKey: 'uid|-', address: null, minutes: null, actions: [] }
      return card({}, { notes: [{ ...note, text, updatedAt }] })
    }
    const { props, rerender } = drawCard({ begin: 'notes' })
    const field = async () => (await screen.findByLabelText<HTMLTextAreaElement>('Notes')).value
    expect(await field()).toBe('')
    rerender(<CardView {...props} begin="notes" card={noted('from the popup', 1)} />)
    await waitFor(async () => expect(await field()).toBe('from the popup'))
    fireEvent.input(screen.getByLabelText('Notes'), { target: { value: 'from the popup, and on' } })
    rerender(<CardView {...props} begin="notes" card={noted('too late', 2)} />)
    await screen.findByLabelText('Notes')
    await Promise.resolve()
    expect(await field()).toBe('from the popup, and on')
  })

  it.each([
    ['older', 'A whole page of notes', END - 1],
    ['newer', 'Goals for spring', END + 1],
  ])(
    'E34 the next key where a draft is %s than its note goes on with: %s',
    async (_name, text, updatedAt) => {
      const value = { text: 'Goals for spring', minutes: '', actions: [] }
      const api = createApi({ readDraft: async (id) => ({ id, value, updatedAt }) })
      const at = { id: 'uid|-#aaaaaaaaaa', sessionKey: 'uid|-', address: 'dana@example.com', updatedAt: END }
      const note = { ...at, text: 'A whole page of notes', minutes: null, actions: [] }
      drawCard({ api, begin: 'notes', card: card({}, { notes: [note] }) })
      const field = await screen.findByLabelText<HTMLTextAreaElement>('Notes')
      fireEvent.input(field, { target: { value: `${field.value}.` } })
      await waitFor(() => expect(api.saveNote).toHaveBeenCalledOnce(), { timeout: 3_000 })
      expect(api.saveNote).toHaveBeenCalledWith(...asNote(`${text}.`))
    },
  )

  it('saves nothing where nothing was typed', async () => {
    const { api, unmount } = drawCard()
    press('t')
    await screen.findByLabelText('Notes')
    unmount()
    expect(api.saveNote).not.toHaveBeenCalled()
  })

  it('takes action items with a date, the next one with Enter, and leaves out empty ones', async () => {
    const { api } = drawCard()
    press('t')
    fireEvent.click(await screen.findByRole('button', { name: 'Add' }))
    const first = screen.getByLabelText('Action item')
    fireEvent.input(first, { target: { value: 'send 360 report' } })
    fireEvent.input(screen.getByLabelText('Due'), { target: { value: '2026-12-01' } })
    fireEvent.keyDown(first, { key: 'Enter' })
    await waitFor(() => expect(screen.getAllByLabelText('Action item')).toHaveLength(2))
    submit(screen.getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(api.saveNote).toHaveBeenCalledOnce())
    expect(vi.mocked(api.saveNote).mock.calls[0]?.[2].actions).toEqual([
      { id: 'id2', text: 'send 360 report', due: '2026-12-01', done: false },
    ])
  })

  it('brings open action items back on the client’s next card', () => {
    const action = { id: 'a', text: 'send 360 report', due: null, done: false }
    const note = {
      id: 'old|-#x',
      sessionKey: 'old|-',
      address: 'dana@example.com',
      text: '',
      minutes: null,
      actions: [action, { ...action, id: 'b', text: 'done already', done: true }],
      updatedAt: 0,
    }
    drawCard({ card: card({}, { notes: [note] }) })
    expect(screen.getByText('send 360 report')).toBeTruthy()
    expect(screen.queryByText('done already')).toBeNull()
  })
})

describe('after an outcome that goes back', () => {
  const sendBack = async (digit: string, api = createApi()) => {
    const drawn = drawCard({ api })
    press('n')
    press(digit)
    submit(await confirm())
    await screen.findByRole('heading', { name: 'Back for rescheduling: Dana Reyes' })
    return drawn
  }

  it('offers free times and holds them on one click, telling nobody', async () => {
    const { api, onDone } = await sendBack('3')
    await pressOffer('Hold 3 times (nobody is told)')
    expect(await screen.findByText(/Nobody was told/)).toBeTruthy()
    expect(api.propose).toHaveBeenCalledOnce()
    expect(vi.mocked(api.propose).mock.calls[0]?.slice(1, 3)).toEqual([
      { after: 'uid|-#aaaaaaaaaa', purpose: 'makeup' },
      'hold',
    ])
    expect(vi.mocked(api.propose).mock.calls[0]?.[3]).toHaveLength(3)
    expect(onDone).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('E49 a time that was taken meanwhile: said, nothing is held, and other times are offered', async () => {
    const api = createApi()
    vi.mocked(api.propose).mockResolvedValueOnce({
      ok: false,
      error: { reason: 'slot-taken', failure: null },
    })
    await sendBack('3', api)
    await pressOffer('Hold 3 times (nobody is told)')
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('One of these times was taken in the meantime.')
    const others = [8, 9, 10].map((day) => ({ start: START + day * DAY, end: END + day * DAY, why: [] }))
    const before = await createApi().offerSlots({ after: '', purpose: 'makeup' })
    if (before.ok)
      vi.mocked(api.offerSlots).mockResolvedValueOnce({ ok: true, value: { ...before.value, slots: others } })
    fireEvent.click(within(note).getByRole('button', { name: 'Look again' }))
    expect(await screen.findByRole('checkbox', { name: /2 December/ })).toBeTruthy()
    expect(api.propose).toHaveBeenCalledOnce()
    await pressOffer('Hold 3 times (nobody is told)')
    expect(await screen.findByText(/Nobody was told/)).toBeTruthy()
    expect(vi.mocked(api.propose).mock.calls[1]?.[3]).toEqual(
      others.map(({ start, end }) => ({ start, end })),
    )
  })

  it('does not claim that times are held while the calendar may only be read', async () => {
    const api = createApi()
    vi.mocked(api.propose).mockResolvedValue({
      ok: true,
      value: { proposalId: 'q1', needsWriteAccess: 'google:alex', goesOutAt: null },
    })
    await sendBack('3', api)
    await pressOffer('Hold 3 times (nobody is told)')
    expect(await screen.findByText(/not in your calendar yet/)).toBeTruthy()
    expect(screen.queryByText(/Held in your calendar/)).toBeNull()
    expect(screen.getByRole('link', { name: 'Allow writing' })).toBeTruthy()
  })

  it('copies the times as text in their zone', async () => {
    const { api } = await sendBack('3')
    fireEvent.click(await screen.findByRole('button', { name: 'Copy as text' }))
    const { text = '', html = '' } = vi.mocked(api.copy).mock.calls[0]?.[0] ?? {}
    expect(text).toMatch(/^Wednesday,? 25 November, 10:00–11:00/)
    expect(text.split('\n').at(-1)).toBe('Times in Coordinated Universal Time.')
    expect(html.match(/<li>/g)).toHaveLength(3)
    expect(html).toContain('<p>Times in Coordinated Universal Time.</p>')
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
  })

  it('puts the focus on "Not now" after an emergency, and only then', async () => {
    await sendBack('1')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Not now' })))
    cleanup()
    await sendBack('3')
    await waitFor(() => expect(screen.getByRole('button', { name: /Hold 3/ })).toBeTruthy())
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('keeps "Not now" under the finger of who is about to press it, while times arrive and once they are held', async () => {
    const offer = await createApi().offerSlots({ after: 'uid|-#aaaaaaaaaa', purpose: 'makeup' })
    const looking = Promise.withResolvers<typeof offer>()
    await sendBack('3', createApi({ offerSlots: () => looking.promise }))
    const notNow = screen.getByRole('button', { name: 'Not now' })
    looking.resolve(offer)
    await screen.findByRole('button', { name: 'Hold 3 times (nobody is told)' })
    expect(screen.getByRole('button', { name: 'Not now' })).toBe(notNow)
    await pressOffer('Hold 3 times (nobody is told)')
    expect(await screen.findByRole('button', { name: 'Done' })).toBe(notNow)
  })

  it('mails and holds nothing for who was about to press what stood there before the times arrived', async () => {
    const { api } = await sendBack('3')
    for (const name of [/^Invite/, /^Hold 3/]) fireEvent.click(await screen.findByRole('button', { name }))
    expect(api.propose).not.toHaveBeenCalled()
    await pressOffer(/^Hold 3/)
    expect(api.propose).toHaveBeenCalledOnce()
  })

  it('says what happened and what is safe when no time is free', async () => {
    const none = { ok: false as const, error: { reason: 'no-slots', failure: null } }
    const { onDone } = await sendBack('3', createApi({ offerSlots: async () => none }))
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('No free time was found within your working hours.')
    expect(note.textContent).toContain('Nothing was written to your calendar.')
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('names who is mailed before it invites, to one time unless told otherwise, and can be taken back', async () => {
    const { api } = await sendBack('3')
    const invite = /^Invite Dana Reyes to Wed,? 25 Nov 10:00 \(mails dana@example.com\)$/
    await pressOffer(invite)
    expect(await screen.findByText(/mailed at 11:08/)).toBeTruthy()
    expect(vi.mocked(api.propose).mock.calls[0]?.slice(2)).toEqual([
      'invite',
      [{ start: START + DAY, end: END + DAY }],
    ])
    fireEvent.click(screen.getByRole('button', { name: 'Take it back (nobody was told)' }))
    expect(await screen.findByText('Taken back. Nobody was told.')).toBeTruthy()
    expect(api.withdraw).toHaveBeenCalledWith('q1')
  })

  it('E38 E49 “Try again” tries what did not work, and not the offer before it: taking back, or looking for other times', async () => {
    const api = createApi()
    const away = { ok: false, error: { reason: 'unreachable', failure: null } } as const
    const tryAgain = async () => fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    vi.mocked(api.propose).mockResolvedValueOnce({
      ok: false,
      error: { reason: 'slot-taken', failure: null },
    })
    vi.mocked(api.withdraw).mockResolvedValueOnce(away)
    await sendBack('3', api)
    await pressOffer(/^Invite/)
    vi.mocked(api.offerSlots).mockResolvedValueOnce(away)
    fireEvent.click(await screen.findByRole('button', { name: 'Look again' }))
    await tryAgain()
    await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect([vi.mocked(api.offerSlots).mock.calls.length, vi.mocked(api.propose).mock.calls.length]).toEqual([
      3, 1,
    ])
    await pressOffer(/^Invite/)
    fireEvent.click(await screen.findByRole('button', { name: 'Take it back (nobody was told)' }))
    await tryAgain()
    expect(await screen.findByText('Taken back. Nobody was told.')).toBeTruthy()
    expect(api.propose).toHaveBeenCalledTimes(2)
  })

  it('invites to every ticked time when that is said, and holds only what is ticked', async () => {
    const { api } = await sendBack('3')
    fireEvent.click(await screen.findByRole('checkbox', { name: /25 November/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Invite to all 2 ticked times' }))
    await pressOffer('Invite Dana Reyes to 2 times (mails dana@example.com)')
    await waitFor(() => expect(api.propose).toHaveBeenCalledOnce())
    expect(vi.mocked(api.propose).mock.calls[0]?.[3].map(({ start }) => start)).toEqual([
      START + 2 * DAY,
      START + 3 * DAY,
    ])
  })

  it('shows no address on a private screen, and offers no invitation where none is known', async () => {
    const hidden = { singleKeys: true, privateScreen: true, endOfDay: '18:00', holds: 3 }
    drawCard({ settings: hidden })
    press('n')
    press('3')
    submit(await confirm())
    expect(
      await screen.findByRole('button', { name: /^Invite the client to .* \(mails them\)$/ }),
    ).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Back for rescheduling')
    expect(document.body.textContent).not.toContain('dana@example.com')
    cleanup()
    drawCard({
      card: card(
        { participants: [person({ id: '_', address: null })] },
        { clients: [{ ...dana, participants: ['uid|-#_'] }] },
      ),
    })
    press('n')
    press('3')
    submit(await confirm())
    expect(await screen.findByText('No address is known that could be invited.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Invite/ })).toBeNull()
  })
})

describe('after a miss that counts', () => {
  const miss = async (api = createApi()) => {
    const drawn = drawCard({ api, card: card(declined(2 * HOUR)) })
    press('n')
    press('6')
    submit(await confirm())
    await screen.findByRole('heading', { name: 'Next session: Dana Reyes' })
    return drawn
  }

  it('shows that nothing is booked, and offers times for a next session, not for a make-up', async () => {
    const { api, onDone } = await miss()
    expect(await screen.findByText('Nothing booked after this')).toBeTruthy()
    expect(api.offerSlots).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Offer times' }))
    await pressOffer('Hold 3 times (nobody is told)')
    await screen.findByText(/Nobody was told/)
    expect(vi.mocked(api.propose).mock.calls[0]?.[1]).toEqual({
      after: 'uid|-#aaaaaaaaaa',
      purpose: 'next',
    })
    expect(onDone).not.toHaveBeenCalled()
  })

  it('shows the next booking where there is one', async () => {
    const next = { key: 'n', start: START + 7 * DAY, end: END + 7 * DAY, zone: 'UTC' }
    const { onDone } = await miss(createApi({ nextBooking: async () => next }))
    expect(await screen.findByText(/^Next booked: Tue,? 1 Dec, 10:00–11:00$/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Offer times' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('asks again when the answer is taken back meanwhile', async () => {
    const { props, rerender } = await miss()
    rerender(<CardView {...props} card={card({ standing: 'answered', open: 0 })} />)
    expect(screen.getByRole('heading', { name: 'Next session: Dana Reyes' })).toBeTruthy()
    rerender(<CardView {...props} />)
    expect(await screen.findByRole('heading', { name: 'Did your session happen?' })).toBeTruthy()
  })
})

describe('after a session that took place', () => {
  it('the next one can be booked from its notes, when nothing is booked', async () => {
    const { api } = drawCard({ begin: 'notes' })
    fireEvent.click(await screen.findByRole('button', { name: 'Book the next one' }))
    expect(await screen.findByRole('heading', { name: 'Next session: Dana Reyes' })).toBeTruthy()
    expect(api.saveNote).toHaveBeenCalledOnce()
    await waitFor(() =>
      expect(api.offerSlots).toHaveBeenCalledWith({ after: 'uid|-#aaaaaaaaaa', purpose: 'next' }),
    )
  })

  it('is not offered a next one where that is booked', async () => {
    const next = { key: 'n', start: START + 7 * DAY, end: END + 7 * DAY, zone: 'UTC' }
    const nextBooking = vi.fn(async () => next)
    drawCard({ begin: 'notes', api: createApi({ nextBooking }) })
    await screen.findByRole('button', { name: 'Done' })
    await waitFor(() => expect(nextBooking).toHaveBeenCalled())
    expect(screen.queryByRole('button', { name: 'Book the next one' })).toBeNull()
  })
})

describe('E37 an answer changed while times are on offer', () => {
  const outcome = {
    answerId: 'a1',
    code: 'coach-missed',
    mark: 'to-reschedule',
    counts: false,
    reschedule: true,
    conflict: false,
  } as const
  const change = (mails: string | null, said: object = outcome, kind: Kind | null = null) => {
    const offered = { participant: 'aaaaaaaaaa', proposalId: 'q7', times: 3, mails }
    const api = createApi({ stillOffered: vi.fn(async () => [offered]) })
    const answered = card({
      standing: 'answered',
      open: 0,
      kind,
      participants: [person({ outcome: said as never })],
    })
    return drawCard({ api, card: answered })
  }

  it('asks before they are withdrawn', async () => {
    const { api, onDone } = change(null)
    await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    press('y')
    expect(await screen.findByText(/3 times are still kept for it/)).toBeTruthy()
    expect(api.withdraw).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw the times' }))
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(api.withdraw).toHaveBeenCalledWith('q7')
  })

  it('E06 E37 asks, too, where what is said is of a session that was filed as canceled in time, or of one person of a group', async () => {
    for (const filed of [true, false]) {
      const offered = { participant: 'aaaaaaaaaa', proposalId: 'q7', times: 3, mails: null }
      const api = createApi({ stillOffered: vi.fn(async () => [offered]) })
      const others = filed ? [] : [person({ id: 'bbbbbbbbbb', address: 'lee@example.com', name: 'Lee Park' })]
      const participants = [person(filed ? {} : { outcome: outcome as never }), ...others]
      const shown = filed ? { standing: 'canceled', open: 0, participants } : { participants }
      const { unmount } = drawCard({ api, card: card({ kind: 'paid', ...shown } as never) })
      await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
      await new Promise((done) => setTimeout(done))
      press('y')
      expect(await screen.findByText(/3 times are still kept for it/)).toBeTruthy()
      unmount()
    }
  })

  it('asks when another kind takes it out of the queue, after saying what the answer comes to with it', async () => {
    const missed = { ...outcome, code: 'client-no-show' }
    const { api } = change(null, missed, 'complimentary')
    await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    fireEvent.click(screen.getByRole('button', { name: 'Free: change' }))
    const paid = screen.getByRole('menuitemradio', { name: /Paid/ })
    expect(paid.textContent).toContain('Didn’t occur. Counts as if it had happened: 5 of 12 used.')
    expect(screen.getByRole('menuitemradio', { name: /Free/ }).textContent).toContain('A consultation')
    fireEvent.click(paid)
    expect(await screen.findByText(/3 times are still kept for it/)).toBeTruthy()
    expect(api.setKind).toHaveBeenCalledWith('uid|-', 'paid')
    expect(api.withdraw).not.toHaveBeenCalled()
  })

  it('asks nothing when it goes back with another kind too', async () => {
    const { api } = change(null)
    await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    fireEvent.click(screen.getByRole('button', { name: 'Paid: change' }))
    const free = screen.getByRole('menuitemradio', { name: /Free/ })
    expect(free.textContent).toContain('To reschedule. Never counts: it is free. Back for rescheduling.')
    fireEvent.click(free)
    await waitFor(() => expect(api.setKind).toHaveBeenCalledOnce())
    expect(screen.queryByText(/still kept for it/)).toBeNull()
  })

  it('names who is mailed by that, and leaves them on offer when told to', async () => {
    const { api, onDone } = change('dana@example.com')
    await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    press('y')
    expect(await screen.findByRole('button', { name: 'Withdraw (mails dana@example.com)' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Keep them for now' }))
    expect(onDone).toHaveBeenCalledOnce()
    expect(api.withdraw).not.toHaveBeenCalled()
  })

  it('asks nothing when it goes back for rescheduling all the same', async () => {
    const { api } = change(null)
    await waitFor(() => expect(api.stillOffered).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    press('n')
    press('1')
    submit(await confirm())
    expect(await screen.findByRole('heading', { name: 'Back for rescheduling: Dana Reyes' })).toBeTruthy()
  })
})
