import type { Said } from '../../lib/core/answer.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Session } from '../../lib/core/session.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { addSession } from '../../lib/flow/add-session.ts'
import { addressOf, at, type Meeting, ZONE } from './calendar.ts'
import { queueIdOf, type Word } from './coach.ts'
import { DANA_WORK, type Year } from './setting.ts'

const NAME = 'Dana Reyes'
const DANA = addressOf(NAME)

const came: Said = { occurred: true }
const noShow: Said = { occurred: false, reason: 'client-no-show' }
const emergency: Said = { occurred: false, reason: 'client-emergency' }
const told = (noticeMs: number): Said => ({ canceledByClient: { noticeMs } })

/** Elapsed ms from one wall-clock time to another. */
const from = (toldAt: string, start: string): number => at(start) - at(toldAt)

const meeting = (when: string, over: Partial<Meeting> = {}): Meeting => ({
  id: `dana${when.replaceAll(/\D/g, '')}`,
  title: `Coaching: ${NAME}`,
  with: [NAME],
  start: at(when),
  minutes: 60,
  ...over,
})

/**
 * The year of Dana Reyes, told to the end: a consultation missed and one held, three programs in a row, every reason, both exits, a change,
 * an undo, make-ups by hold, by invitation and by hand, one of them missed in its turn, a courtesy, free misses, two addresses, the
 * changes of the clocks, a month's last hour, over-use. What her statement must say is in `danas-statement.ts`, line by line.
 */
export const planDana = (year: Year): void => {
  const { agenda, calendar, coach } = year
  const { deps } = coach

  /** Does it at this time, after a round of the background. */
  const on = (when: string, doIt: () => Promise<unknown>): void =>
    agenda.at(at(when), async () => {
      await year.wake()
      await doIt()
    })
  const say = async (start: string | number, said: Said, over: Partial<Word> = {}, kind: Kind = 'paid') => {
    const session = await coach.sessionAt(typeof start === 'string' ? at(start) : start)
    await coach.say(session, kind, [{ address: DANA, said, ...over }])
    return session
  }
  /** Answered five minutes after it ended. */
  const after = (start: string, said: Said, over: Partial<Word> = {}, kind: Kind = 'paid'): void =>
    agenda.at(at(start) + 65 * MINUTE, async () => {
      await year.wake()
      await say(start, said, over, kind)
    })
  const queued = async (start: string): Promise<string> => queueIdOf(await coach.sessionAt(at(start)), DANA)
  const book = (...whens: readonly string[]): void => calendar.book(whens.map((when) => meeting(when)))
  const sell = (name: string, edit: Omit<Parameters<typeof coach.sell>[0], 'clientId' | 'name'>) =>
    coach.sell({ clientId: year.ids.get(NAME) ?? '', name, ...edit })
  /** The make-up on which they agreed, answered when it is over. */
  const makeUp = async (proposalId: string, said: Said): Promise<void> => {
    const { start, end } = await coach.book(proposalId)
    agenda.at(end + 5 * MINUTE, async () => {
      await year.wake()
      await say(start, said)
    })
  }

  // September: two consultations, then a program of seven, two a month.
  agenda.at(at('2025-09-01 08:20'), async () => {
    year.ids.set(NAME, await coach.meet(NAME, 'complimentary'))
    book('2025-09-02 10:00', '2025-09-04 10:00')
  })
  after('2025-09-02 10:00', noShow, {}, 'complimentary')
  on('2025-09-02 11:10', async () => coach.letGo(await queued('2025-09-02 10:00')))
  after('2025-09-04 10:00', came, {}, 'complimentary')
  on('2025-09-05 12:00', async () => {
    await coach.becomes(year.ids.get(NAME) ?? '', NAME, 'paid')
    await sell('Autumn', { sessions: 7, from: '2025-09-05', to: '2025-12-19', perMonth: 2 })
    book('2025-09-09 10:00', '2025-09-23 10:00', '2025-09-30 10:00', '2025-10-07 10:00', '2025-10-14 10:00')
    book('2025-10-26 10:00', '2025-11-04 10:00', '2025-11-18 10:00', '2025-11-25 10:00', '2025-12-02 10:00')
    book('2025-10-21 10:00', '2025-12-09 10:00')
  })
  after('2025-09-09 10:00', came)
  // Said in a hurry, and put right the day after.
  after('2025-09-23 10:00', came)
  on('2025-09-24 13:00', () => say('2025-09-23 10:00', noShow))
  after('2025-09-30 10:00', emergency)
  let held = ''
  on('2025-09-30 11:30', async () => {
    held = await coach.offer(await queued('2025-09-30 10:00'), 'hold')
  })
  on('2025-10-01 08:00', () => makeUp(held, came))

  // October: a short session, two cancelations in good time, one of them over the change of the clocks.
  after('2025-10-07 10:00', came, { minutes: 45 })
  after('2025-10-14 10:00', came)
  after('2025-10-21 10:00', told(30 * HOUR))
  on('2025-10-21 11:10', async () => coach.letGo(await queued('2025-10-21 10:00')))
  after('2025-10-26 10:00', told(from('2025-10-25 10:30', '2025-10-26 10:00')))
  on('2025-10-26 11:10', async () => coach.letGo(await queued('2025-10-26 10:00')))

  // November: a millisecond too late, forgiven a week later, made up for by invitation, and missed again.
  after('2025-11-04 10:00', told(24 * HOUR - 1))
  on('2025-11-11 13:00', () => say('2025-11-04 10:00', told(24 * HOUR - 1), { courtesy: true }))
  let invited = ''
  on('2025-11-11 13:05', async () => {
    invited = await coach.offer(await queued('2025-11-04 10:00'), 'invite')
  })
  on('2025-11-11 13:10', async () => undefined)
  on('2025-11-12 08:00', async () => {
    const proposal = await deps.store.read(['proposals'], (tx) => tx.proposals.get(invited))
    calendar.respond(proposal?.slots[0]?.eventId ?? '', NAME, 'accepted')
    await year.wake('unlock')
    await makeUp(invited, noShow)
  })
  after('2025-11-18 10:00', { occurred: false, reason: 'coach-emergency' })
  on('2025-11-18 11:10', async () => coach.letGo(await queued('2025-11-18 10:00')))
  on('2025-11-24 12:00', async () => book('2025-11-27 10:00'))
  agenda.at(at('2025-11-25 11:05'), async () => {
    await year.wake()
    const to = await coach.sessionAt(at('2025-11-27 10:00'))
    await say('2025-11-25 10:00', { moved: true, toSessionKey: to.key })
  })
  after('2025-11-27 10:00', came)

  // December: one more than was bought, one taken back and missed by the coach after all, and a call when the program was over.
  after('2025-12-02 10:00', came)
  after('2025-12-09 10:00', came)
  on('2025-12-09 13:00', async () => coach.takeBack(await coach.sessionAt(at('2025-12-09 10:00')), DANA))
  on('2025-12-09 13:05', () => say('2025-12-09 10:00', { occurred: false, reason: 'coach-missed' }))
  on('2025-12-22 18:40', async () => {
    const client = { clientId: year.ids.get(NAME) ?? '' }
    const times = { date: '2025-12-22', time: '18:00', minutes: 30, zone: ZONE }
    await addSession(deps, { intentId: 'call', sessionKey: null, client, kind: 'paid', ...times })
    await say('2025-12-22 18:00', came)
  })

  // January: ten more, one of them used elsewhere. The first makes up for December; in a group she does not come.
  on('2025-12-22 18:45', async () => {
    book('2026-01-13 10:00', '2026-02-10 10:00', '2026-02-17 10:00', '2026-03-10 10:00', '2026-03-24 10:00')
    book('2026-03-29 10:00', '2026-04-07 10:00', '2026-04-28 10:00', '2026-05-12 10:00', '2026-05-26 10:00')
    book('2026-06-09 10:00', '2026-06-16 10:00')
    calendar.book([meeting('2026-04-14 10:00', { with: ['Dreyes'], title: 'Coaching: D. Reyes' })])
  })
  on('2026-01-07 12:00', () =>
    sell('Winter', { sessions: 10, alreadyUsed: 1, from: '2026-01-07', to: '2026-06-30' }),
  )
  on('2026-01-08 12:00', async () => {
    const missed = await coach.sessionAt(at('2025-12-09 10:00'))
    await coach.link(missed, DANA, await coach.sessionAt(at('2026-01-13 10:00')))
  })
  after('2026-01-13 10:00', came)
  agenda.at(at('2026-01-15 16:35'), async () => {
    await year.wake()
    const session = await coach.sessionAt(at('2026-01-15 15:00'))
    await coach.say(session, 'paid', circleWords(session))
  })

  // February without the machine: the 10th is answered with all the others; she declined the 17th, which is told by hand.
  agenda.at(at('2026-02-15 18:00'), () => calendar.respond('dana202602171000', NAME, 'declined'))
  on('2026-02-23 08:30', () => say('2026-02-17 10:00', told(from('2026-02-15 18:00', '2026-02-17 10:00'))))
  on('2026-02-23 08:35', async () => coach.letGo(await queued('2026-02-17 10:00')))

  // March: a miss of each client is free from now on.
  agenda.at(at('2026-03-02 12:00'), () => coach.allow(1))
  after('2026-03-10 10:00', noShow)
  after('2026-03-24 10:00', noShow)
  after('2026-03-29 10:00', told(from('2026-03-28 10:00', '2026-03-29 10:00')))

  // April: the other address, known as hers on the 20th.
  after('2026-04-07 10:00', { occurred: false, reason: 'other', note: 'A power cut' })
  on('2026-04-07 11:10', async () => coach.letGo(await queued('2026-04-07 10:00')))
  agenda.at(at('2026-04-14 11:05'), async () => {
    await year.wake()
    const session = await coach.sessionAt(at('2026-04-14 10:00'))
    await coach.say(session, 'paid', [{ address: DANA_WORK, said: came }])
    year.ids.set('Dreyes', await coach.noticed(DANA_WORK))
  })
  on('2026-04-20 12:00', () => coach.merge(year.ids.get(NAME) ?? '', year.ids.get('Dreyes') ?? ''))
  after('2026-04-28 10:00', came)
  on('2026-04-28 11:10', async () => {
    const actions = [{ id: 'read', text: 'Read chapter 3', due: '2026-05-12', done: false }]
    const note = { text: 'Wants to lead the new team', minutes: 70, actions }
    await coach.write(await coach.sessionAt(at('2026-04-28 10:00')), DANA, note)
  })

  // May: the free miss of March was an emergency, she says; so the next one is free.
  on('2026-05-04 13:00', () => say('2026-03-10 10:00', emergency))
  on('2026-05-04 13:05', async () => coach.letGo(await queued('2026-03-10 10:00')))
  after('2026-05-12 10:00', noShow)
  after('2026-05-26 10:00', came)

  // Summer: four more, one a month; the month's last hour, a miss beyond the month, and a session missed by the coach, still to be made up for.
  on('2026-06-01 12:00', async () => {
    await sell('Summer', { sessions: 4, from: '2026-06-17', perMonth: 1 })
    book('2026-06-30 23:30', '2026-07-07 10:00', '2026-07-21 10:00', '2026-08-25 10:00', '2026-08-27 10:00')
  })
  agenda.at(at('2026-06-05 10:00'), () => calendar.respond('dana202606091000', NAME, 'declined'))
  on('2026-06-10 12:00', async () => coach.letGo(await queued('2026-06-09 10:00')))
  after('2026-06-16 10:00', came)
  after('2026-06-30 23:30', came)
  after('2026-07-07 10:00', came)
  after('2026-07-21 10:00', { occurred: false, reason: 'client-late-cancel' })
  after('2026-08-25 10:00', { occurred: false, reason: 'coach-missed' })
  on('2026-08-25 11:10', async () => coach.offer(await queued('2026-08-25 10:00'), 'hold'))
  // Answered on the last evening, when nothing was written any more.
  agenda.at(at('2026-08-31 17:30'), () => say('2026-08-27 10:00', came))
}

/** Everybody came to the circle but Dana. */
const circleWords = ({ participants }: Session): readonly Word[] =>
  participants.map(({ address }) => ({ address: address ?? '', said: address === DANA ? noShow : came }))
