import type { Kind } from '../../lib/core/policy.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import type { Dice } from '../simulation/dice.ts'
import { addressOf, at, type Meeting, ZONE } from './calendar.ts'
import { CIRCLE, PLANS, type Plan } from './clients.ts'
import { fateOf, wordOn } from './luck.ts'
import { DANA_WORK, type Year } from './setting.ts'

const LENGTH = 50

const isHoliday = (date: string): boolean =>
  (date >= '2025-12-22' && date <= '2026-01-06') || (date >= '2026-08-03' && date <= '2026-08-21')

/** The days of a series until the end of August, without holidays. */
const daysOf = ({ weekday, everyWeeks, from }: Pick<Plan, 'weekday' | 'everyWeeks' | 'from'>): string[] => {
  const first = Temporal.PlainDate.from(from)
  const days: string[] = []
  for (
    let day = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
    Temporal.PlainDate.compare(day, '2026-08-31') < 0;
    day = day.add({ weeks: everyWeeks })
  )
    if (!isHoliday(day.toString())) days.push(day.toString())
  return days
}

const seriesOf = (plan: Plan): readonly Meeting[] => {
  const id = addressOf(plan.name).replace(/@.*/, '')
  return daysOf(plan).map((day): Meeting => {
    const start = at(`${day} ${plan.time}`)
    return {
      id: `${id}_${day}`,
      title: `Coaching: ${plan.name}`,
      with: [plan.name],
      start,
      minutes: LENGTH,
      series: { id, originalStart: start },
    }
  })
}

const circle = (): readonly Meeting[] =>
  daysOf({ weekday: 4, everyWeeks: 1, from: '2025-09-01' })
    .filter((day) => Math.ceil(Temporal.PlainDate.from(day).day / 7) === 3)
    .map((day) => {
      const start = at(`${day} 15:00`)
      const guests = day === '2026-01-15' ? [...CIRCLE, 'Dana Reyes'] : CIRCLE
      return {
        id: `circle_${day}`,
        title: 'Leadership circle',
        with: guests,
        start,
        minutes: 90,
        series: { id: 'circle', originalStart: start },
      }
    })

/** What somebody else does to the event before it begins. */
const befall = ({ agenda, calendar }: Year, dice: Dice, { id, with: names, start }: Meeting): void => {
  const [name = ''] = names
  const hours = (low: number, high: number): number => start - dice.between(low, high) * HOUR
  const fate = fateOf(dice)
  if (fate === 'declined-early') agenda.at(hours(30, 80), () => calendar.respond(id, name, 'declined'))
  if (fate === 'declined-late') agenda.at(hours(2, 12), () => calendar.respond(id, name, 'declined'))
  if (fate === 'deleted') agenda.at(hours(1, 40), () => calendar.remove(id))
  if (fate === 'moved') agenda.at(hours(20, 60), () => calendar.move(id, start + 15 * MINUTE))
}

/** Kind of a client at the time of a session. */
const kindOf = (session: Session): Kind => {
  const [first] = session.participants
  const plan = PLANS.find(({ name }) => addressOf(name) === first?.address)
  return plan?.paidFrom !== undefined && session.start < at(`${plan.paidFrom} 12:00`)
    ? 'complimentary'
    : 'paid'
}

const concernsDana = ({ participants }: Session): boolean =>
  participants.some(({ address }) => address === addressOf('Dana Reyes') || address === DANA_WORK)

/** Answers one session as luck has it, with notes now and then; some answers are changed or taken back later. */
const answerOne = async (year: Year, session: Session): Promise<void> => {
  const { agenda, coach } = year
  const dice = year.dice.fork(`${session.key} ${coach.deps.clock.now()}`)
  const kind = kindOf(session)
  const words = session.participants.map(({ address, response }) =>
    wordOn(dice, address ?? '', response === 'declined'),
  )
  await coach.say(session, kind, words)
  const [word] = words
  if (word === undefined) return
  if ('occurred' in word.said && word.said.occurred && dice.chance(0.2))
    await coach.write(session, word.address, {
      text: `What matters to ${word.address} now`,
      minutes: dice.chance(0.3) ? dice.between(8, 14) * 5 : null,
      actions: [{ id: dice.hex(8), text: 'Send the reading', due: null, done: false }],
    })
  const later = coach.deps.clock.now() + dice.between(1, 9) * DAY
  if (later >= at('2026-08-30 00:00')) return
  if (dice.chance(0.06)) agenda.at(later, () => coach.say(session, kind, [wordOn(dice, word.address, false)]))
  else if (dice.chance(0.04)) agenda.at(later, () => coach.takeBack(session, word.address))
}

/** Answers what waits, but what the story of Dana Reyes answers itself. */
export const answerWaiting = async (year: Year): Promise<void> => {
  const sessions = await year.coach.waiting()
  for (const session of sessions.filter((each) => !concernsDana(each))) await answerOne(year, session)
}

/** Works through the queue: times are held or an invitation goes out, a session is let go, or waits another week. */
const workThroughQueue = async (year: Year): Promise<void> => {
  const { coach, agenda, calendar } = year
  const { clock, store } = coach.deps
  const open = await store.read(['queue'], (tx) => tx.queue.where('state', 'open'))
  for (const { id, sessionKey } of open) {
    if (concernsDana(await coach.sessionOf(sessionKey))) continue
    const dice = year.dice.fork(`${id} ${clock.now()}`)
    const what = dice.weighted({ hold: 45, invite: 20, go: 25, wait: 10 })
    if (what === 'go') await coach.letGo(id)
    if (what !== 'hold' && what !== 'invite') continue
    if ((await heldNow(year)) > (what === 'hold' ? 6 : 8)) continue
    const proposalId = await coach.offer(id, what)
    const now = clock.now()
    if (what === 'invite') agenda.at(now + 4 * MINUTE, () => year.wake())
    agenda.at(now + 15 * HOUR, async () => {
      await year.wake()
      const proposal = await store.read(['proposals'], (tx) => tx.proposals.get(proposalId))
      if (proposal?.state !== 'open') return
      if (what === 'invite') {
        const person = (await coach.sessionOf(sessionKey)).participants.find((each) => id.endsWith(each.id))
        calendar.respond(proposal.slots[0]?.eventId ?? '', person?.name ?? '', 'accepted')
        await year.wake()
      }
      const { end } = await coach.book(proposalId)
      year.askAt(end)
    })
  }
}

const heldNow = async ({ coach }: Year): Promise<number> => {
  const open = await coach.deps.store.read(['proposals'], (tx) => tx.proposals.where('state', 'open'))
  return open.flatMap(({ slots }) => slots).filter(({ state }) => state === 'held' || state === 'queued')
    .length
}

/** The coach meets the client, kind and programs are entered in their time, and the series is in the calendar. */
const planClient = (year: Year, plan: Plan): void => {
  const { agenda, coach, calendar } = year
  const { name, paidFrom } = plan
  let clientId = ''
  agenda.at(at(`${plan.from} 08:10`), async () => {
    clientId = await coach.meet(name, paidFrom === undefined ? 'paid' : 'complimentary')
    year.ids.set(name, clientId)
    const meetings = seriesOf(plan)
    calendar.book(meetings)
    for (const meeting of meetings) {
      if (meeting.start - 90 * HOUR > coach.deps.clock.now())
        befall(year, year.dice.fork(meeting.id), meeting)
      year.askAt(meeting.start + LENGTH * MINUTE)
    }
  })
  for (const { bought, ...edit } of plan.programs)
    agenda.at(at(`${bought} 12:30`), () => coach.sell({ name: 'Package', ...edit, clientId }))
  if (paidFrom !== undefined) agenda.at(at(`${paidFrom} 12:00`), () => coach.becomes(clientId, name, 'paid'))
}

/** Everybody's year but Dana's. */
export const planOthers = (year: Year): void => {
  const { agenda, calendar, coach } = year
  for (const plan of PLANS) planClient(year, plan)
  agenda.at(at('2025-09-01 08:15'), () => {
    const meetings = circle()
    calendar.book(meetings)
    for (const { start, minutes } of meetings) year.askAt(start + minutes * MINUTE)
  })
  for (
    let friday = Temporal.PlainDate.from('2025-09-05');
    Temporal.PlainDate.compare(friday, '2026-08-22') < 0;
    friday = friday.add({ weeks: 1 })
  ) {
    const when = friday.toZonedDateTime({ timeZone: ZONE, plainTime: '17:30' }).epochMilliseconds
    if (!year.isAway(when)) agenda.at(when, () => workThroughQueue(year))
  }
  const idOf = (name: string): string => year.ids.get(name) ?? ''
  agenda.at(at('2026-03-16 12:00'), () => coach.merge(idOf('Tom Berg'), idOf('Mia Lund')))
  agenda.at(at('2026-03-30 12:00'), () => coach.split(idOf('Tom Berg'), idOf('Mia Lund')))
}
