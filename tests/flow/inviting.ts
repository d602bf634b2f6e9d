import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { NOW } from '../calendars/google/emulated.ts'
import { settingsWith } from '../helpers/books.ts'
import { createGoogleCoach, DANA } from './google-coach.ts'

const MEET = 'https://meet.google.com/abc-defg-hij'
export const UNDO = 3 * MINUTE

type Guests = readonly { readonly email: string }[]

/** Dana missed this morning's session because of an emergency of the coach; she has a calendar of her own. */
export const missed = async (event: { attendees?: Guests; recurrence?: readonly string[] } = {}) => {
  const world = await createGoogleCoach()
  const { deps, emulator } = world
  emulator.google.addUser({ email: DANA, name: 'Dana Reyes', zone: 'America/New_York' })
  await deps.db.settings.put({ id: 'settings', value: settingsWith() })
  const sent = world.add('Coaching: Dana', NOW - 2 * HOUR, {
    hangoutLink: MEET,
    conferenceData: { conferenceId: 'abc', entryPoints: [{ entryPointType: 'video', uri: MEET }] },
    ...event,
  })
  await pull(deps)
  const session = (await deps.db.sessions.all()).find(({ start }) => start === NOW - 2 * HOUR)
  const dana = session?.participants.find(({ address }) => address === DANA)
  if (!session || !dana) throw new Error('The session was not pulled')
  const after = participantKey(session.key, dana.id)
  await answer(deps, {
    intentId: 'a',
    sessionKey: session.key,
    kind: 'paid',
    answers: session.participants.map(({ id }) => ({
      participant: id,
      said: { occurred: false, reason: 'coach-emergency' },
      courtesy: false,
      minutes: null,
    })),
  })
  await push(deps)
  const wish = { after, purpose: 'makeup' } as const
  const offer = await offerSlots(deps, wish)
  if (!offer.ok) throw new Error(offer.error.reason)
  const slots = offer.value.slots.map(({ start, end }) => ({ start, end }))
  const invite = async (count = 1) => {
    const reply = await propose(deps, { ...wish, intentId: 'i', way: 'invite', slots: slots.slice(0, count) })
    if (!reply.ok) throw new Error(reply.error.reason)
    return reply.value
  }
  const proposal = async () => (await deps.db.proposals.all()).find(({ way }) => way === 'invite')
  const idAt = async (index: number) => (await proposal())?.slots[index]?.eventId ?? ''
  const mails = () => emulator.google.mails.map(({ to, kind }) => [to, kind])
  /** What the client's own calendar holds from now on. */
  const invited = () =>
    emulator.google.events(DANA, DANA).filter(({ start }) => Date.parse(String(start?.dateTime)) > NOW)
  const inviteAndMail = async (count = 1) => {
    const { proposalId } = await invite(count)
    world.advance(UNDO)
    await push(deps)
    await pull(deps)
    return proposalId
  }
  const respond = async (index: number, response: 'accepted' | 'declined') => {
    emulator.google.actAs(DANA).respond(await idAt(index), response)
    world.advance(MINUTE)
    await pull(deps)
  }
  const row = async () => {
    const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
    return [...view.open, ...view.proposed, ...view.booked].find(({ id }) => id === after)
  }
  return {
    ...world,
    sent,
    session,
    after,
    slots,
    invite,
    inviteAndMail,
    idAt,
    proposal,
    mails,
    respond,
    row,
    invited,
  }
}
