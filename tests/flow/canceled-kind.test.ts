import { expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { NOW } from '../helpers/books.ts'
import { policyWith } from '../helpers/policies.ts'
import { change } from '../helpers/store.ts'
import { COACH, createWorld, DANA, gone, guest, meeting, pullSaying } from './pulling.ts'

const START = NOW + 2 * DAY
/** A consultation that was canceled in time is let go, a paid session is not. */
const policy = policyWith('consultations-go', { 'complimentary/canceled-in-time': 'waived' })

const worldOf = async (kind: Kind) => {
  const world = await createWorld()
  const settings = await world.db.settings.get('settings')
  await change(world.db.settings, 'settings', { value: { ...settings!.value, policy } })
  const kinds = [{ from: 0, kind }]
  await world.db.clients.put({ ...newClient('dana', 0), addresses: [DANA], kinds })
  await pullSaying(world, { events: [meeting('a', START)] })
  return world
}

it.each([
  ['complimentary', 0],
  ['paid', 1],
] as const)(
  'E06 E40 a client who is %s and cancels in time: the row of their own kind decides',
  async (kind, queued) => {
    const deleted = await worldOf(kind)
    await pullSaying(deleted, { events: [gone('a')] })
    expect(await deleted.db.queue.count()).toBe(queued)

    const declined = await worldOf(kind)
    const attendees = [COACH, guest(DANA, { response: 'declined' })]
    await pullSaying(declined, { events: [meeting('a', START, { attendees, updated: NOW })] })
    declined.time.set(START + 2 * HOUR)
    await ask(declined)
    expect((await declined.db.sessions.all())[0]?.standing).toBe('canceled')
    expect(await declined.db.queue.count()).toBe(queued)
  },
)

it.each([
  ['still open', {}, []],
  ['let go', { state: 'off' }, ['off']],
  ['on offer', { state: 'proposed', proposalId: 'p' }, ['proposed']],
] as const)(
  'E06 the event is back, and its place in the queue is %s: what the coach did meanwhile stays',
  async (_, done, left) => {
    const world = await worldOf('paid')
    await pullSaying(world, { events: [gone('a')] })
    const [place] = await world.db.queue.all()
    await change(world.db.queue, place?.id ?? '', done)
    await pullSaying(world, { events: [meeting('a', START, { updated: NOW })] })
    expect((await world.db.sessions.all())[0]?.standing).toBe('open')
    expect((await world.db.queue.all()).map(({ state }) => state)).toEqual(left)
  },
)

it('E06 E15 in a group only those wait again to whom nothing was said yet', async () => {
  const world = await worldOf('paid')
  const lee = 'lee@client.example'
  const attendees = [COACH, guest(DANA), guest(lee)]
  await pullSaying(world, { events: [meeting('a', START, { attendees, updated: NOW })] })
  const [session] = await world.db.sessions.all()
  const said = session?.participants.find(({ address }) => address === DANA)
  const open = session?.participants.find(({ address }) => address === lee)
  if (!session || !said || !open) throw new Error('No group')
  await answer(world, {
    intentId: 'i',
    sessionKey: session.key,
    kind: 'paid',
    answers: [{ participant: said.id, said: { occurred: true }, courtesy: false, minutes: null }],
  })
  await pullSaying(world, { events: [gone('a')] })
  expect((await world.db.queue.all()).map(({ participant }) => participant)).toEqual([open.id])
})
