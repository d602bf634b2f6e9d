import type { EventRecord } from '../../../lib/ports.ts'
import type { Browser } from '../browser.ts'
import type { Truth } from '../clouds/cloud.ts'
import { forsakenUntil } from '../forsaken.ts'
import { headsOn, usedOf } from '../oracle.ts'
import { DAY } from '../steps/step.ts'
import type { World } from '../world.ts'
import { checkOwed } from './owed.ts'
import { checkTyped } from './typed.ts'

/** The key under which browsers keep an event. */
const keyOf = ({ account, calendarId, id }: Truth): string => `${account}/${calendarId}/${id}`

/** Every browser's picture of the calendar is the calendar: nothing missed, nothing kept that went, nothing outdated. */
const mirrors = ({ report }: World, { name, disk }: Browser, truths: readonly Truth[]): void => {
  const there = new Map(truths.map((truth) => [keyOf(truth), truth]))
  const records = new Map(disk.rows('events').map((record) => [record.key, record]))
  for (const [key, truth] of there) {
    const record = records.get(key)
    if (record === undefined || record.status === 'cancelled')
      report('mirror', `${name} does not know "${truth.title}" (${truth.id})`)
    else if (record.title !== truth.title || record.start !== truth.start || record.end !== truth.end)
      report('mirror', `${name} has an old picture of "${truth.title}" (${truth.id})`)
    else if (JSON.stringify(headsOn(record.marks).size) !== JSON.stringify(headsOn(truth.marks).size))
      report('mirror', `${name} has old annotations of "${truth.title}" (${truth.id})`)
  }
  for (const [key, record] of records)
    if (record.status !== 'cancelled' && !there.has(key) && record.startMs > truthsFrom(truths))
      if (!isLastOfItsCalendar(record, truths))
        report('mirror', `${name} still shows "${record.title}" (${key}), which is gone`)
}

/**
 * True where the calendar is empty now and says so by nothing but an empty list, as Outlook's do: that never means that something was
 * deleted (PRODUCT 10).
 */
const isLastOfItsCalendar = (
  { calendarKey }: Pick<EventRecord, 'calendarKey'>,
  truths: readonly Truth[],
): boolean =>
  calendarKey.startsWith('outlook:') &&
  !truths.some(({ account, calendarId }) => `${account}/${calendarId}` === calendarKey)

const truthsFrom = (truths: readonly Truth[]): number =>
  Math.min(Number.POSITIVE_INFINITY, ...truths.map(({ start }) => start))

/** What the calendar carries is what every browser shows (PRODUCT 7). */
const agrees = ({ report, book }: World, { name, disk }: Browser, truths: readonly Truth[]): void => {
  const alone = disk
    .rows('answers')
    .filter(({ id, inForce, published }) => inForce && !published && book.givenUp.has(`${name} ${id}`))
  const ownWords = new Set(alone.map(({ sessionKey, participant }) => `${sessionKey}#${participant}`))
  const sessionOf = new Map(disk.rows('events').map(({ key, sessionKey }) => [key, sessionKey]))
  const sessions = new Map(disk.rows('sessions').map((session) => [session.key, session]))
  for (const truth of truths) {
    const session = sessions.get(sessionOf.get(keyOf(truth)) ?? '')
    if (session === undefined || session.copies.filter(({ goneAt }) => goneAt === null).length !== 1) continue
    for (const [participant, heads] of headsOn(truth.marks)) {
      const shown = session.participants.find(({ id }) => id === participant)
      const used = usedOf(heads)
      // What is not to be written stands beside what is there, on this machine only.
      if (shown === undefined || used === null || ownWords.has(`${session.key}#${participant}`)) continue
      const wanted = used.code === 'undone' ? null : used.id
      if ((shown.outcome?.answerId ?? null) !== wanted)
        report(
          'agreement',
          `${name} shows ${shown.outcome?.answerId ?? 'nothing'} for ${participant} of ${truth.id}; the calendar says ${wanted}`,
        )
    }
  }
}

/** What an event says that stands for nothing any more. */
const LET_GO = '-'

/** What a session with one event stands for is what that event says; but for what could not be written there, or was taken off by another app. */
const linksAgree = (
  { book, report, trace }: World,
  { name, disk }: Browser,
  truths: readonly Truth[],
): void => {
  const truthOf = new Map(truths.map((truth) => [keyOf(truth), truth]))
  const unwritten = new Set(
    disk.rows('outbox').flatMap(({ operation, sessionKey }) => (operation.type === 'mark' ? sessionKey : [])),
  )
  for (const { key, copies, makeupOf } of disk.rows('sessions')) {
    const [copy, ...others] = copies.filter(({ goneAt }) => goneAt === null)
    const truth = copy && truthOf.get(`${copy.calendarKey}/${copy.eventId}`)
    if (!truth || others.length > 0 || unwritten.has(key)) continue
    if (book.stripped.has(truth.id) || book.givenUp.has(truth.id)) continue
    const link = truth.marks['aw1.m'] ?? LET_GO
    const said = link === LET_GO ? null : link
    if (said !== null) trace.count('state stands for another')
    if (said !== makeupOf)
      report('agreement', `${name}: ${key} stands for ${makeupOf}; the calendar says ${said}`)
  }
}

/** A session with one event is where and when that event is. */
const sessionsFollow = ({ report }: World, { name, disk }: Browser, truths: readonly Truth[]): void => {
  const truthOf = new Map(truths.map((truth) => [keyOf(truth), truth]))
  for (const { key, copies, standing, title, start, end } of disk.rows('sessions')) {
    const living = copies.filter(({ goneAt }) => goneAt === null)
    const [copy] = living
    const truth = copy && living.length === 1 && truthOf.get(`${copy.calendarKey}/${copy.eventId}`)
    if (!truth || standing === 'aside') continue
    if (title !== truth.title || start !== truth.start || end !== truth.end)
      report('follows', `${name} shows "${title}" (${key}) as it was before "${truth.title}"`)
  }
}

/** Every answer is on its event, or was replaced by one that is accounted for, as long as there is an event to carry it. */
const accountedFor = ({ book, browsers, report }: World, truths: readonly Truth[]): void => {
  const replaced = new Set([...book.given.keys()].flatMap((id) => [...book.replacedBy(id)]))
  const living = new Map(truths.map((truth) => [keyOf(truth), truth]))
  for (const { id, browser: name, sessionKey, participant } of book.given.values()) {
    const disk = browsers.find((browser) => browser.name === name)?.disk
    const session = disk?.rows('sessions').find(({ key }) => key === sessionKey)
    const carriers = (session?.copies ?? []).filter(({ goneAt, writable }) => goneAt === null && writable)
    const events = carriers.flatMap(
      ({ calendarKey, eventId }) => living.get(`${calendarKey}/${eventId}`) ?? [],
    )
    if (events.length === 0 || events.some((event) => book.stripped.has(event.id))) continue
    if (replaced.has(id) || book.crowdedOut.has(id) || book.carried.has(id)) continue
    if (book.givenUp.has(`${name} ${id}`) || book.forgotten.get(name)?.has(id)) continue
    if (disk?.rows('answers').find((answer) => answer.id === id)?.inForce === false) continue
    report('carried', `${name} never left the answer ${id} for ${participant} on ${events[0]?.id}`)
  }
}

/** The removal of an invitation to which somebody else was asked by hand: not ours to call off, and the coach is told so (E51). */
const isForTheCoach = ({ browsers }: World, { id, guests }: Truth): boolean =>
  browsers.some(({ disk }) =>
    disk
      .rows('outbox')
      .some(
        ({ eventId, operation, state, lastFailure }) =>
          eventId === id &&
          operation.type === 'remove' &&
          state === 'dead' &&
          lastFailure?.type === 'changed' &&
          guests.some(({ email }) => operation.tell?.includes(email) === false),
      ),
  )

/** No hold is left of an offer that is over; none is there that nobody offered. */
const holdsGo = (world: World, truths: readonly Truth[]): void => {
  const { browsers, book, report } = world
  const offers = Map.groupBy(
    browsers.flatMap(({ disk }) => disk.rows('proposals')),
    ({ id }) => id,
  )
  const seen = new Set<string>()
  for (const truth of truths) {
    const { id, marks, title, guests } = truth
    const [proposalId = '', slot = ''] = (marks['aw1.h'] ?? '').split(':')
    if (proposalId === '') continue
    const ids = book.proposals.get(proposalId)
    // A removal that was told there is nothing to remove believes it.
    const isDenied = [...book.denied].some((url) => url.includes(id))
    // Where a backup made its browser forget the offer, or its removal was denied, nobody heard what id its event was given.
    if (ids === undefined || (offers.has(proposalId) && !ids.includes(id) && !isDenied))
      report('holds', `nobody offered the hold ${id} of ${proposalId}`)
    if (seen.has(`${proposalId}:${slot}`)) report('no-duplicate', `${proposalId}:${slot} stands there twice`)
    seen.add(`${proposalId}:${slot}`)
    // A backup can bring an offer into a second browser: it is over when it is over everywhere.
    const states = (offers.get(proposalId) ?? []).map(({ state }) => state)
    if (forsakenUntil(world, [truth]) < world.schedule.now())
      report('holds', `the hold ${id} is left of an offer that no browser knows`)
    const isExcused = isDenied || book.givenUp.has(id) || isForTheCoach(world, truth)
    if (states.length > 0 && !states.includes('open') && !isExcused)
      report('holds', `"${title}" (${id}, ${guests.length} guests) is left of an offer that is ${states}`)
  }
}

/** One offer for one session, and none after its days are over. */
const offersEnd = ({ schedule, report }: World, { name, disk }: Browser): void => {
  const open = disk.rows('proposals').filter(({ state }) => state === 'open')
  for (const { id, expiresAt, after, purpose, way } of open) {
    if (way === 'hold' && expiresAt < schedule.now())
      report('holds', `${name}: the offer ${id} has outlived its days`)
    if (open.some((other) => other.after === after && other.purpose === purpose && other.id !== id))
      report('holds', `${name}: two offers are open for ${after}`)
  }
}

/** Nothing waits any more, but for what was refused for good. */
const sentAll = ({ report }: World, { name, disk }: Browser): void => {
  for (const { operation, state, eventId, lastFailure } of disk.rows('outbox'))
    if (lastFailure?.type === 'duplicate')
      report('found-done', `${name}: ${eventId} is there and not known to be`)
    else if (state === 'queued' || state === 'consent')
      report(
        'sent',
        `${name}: ${operation.type} on ${eventId} is still ${state}, ${JSON.stringify(lastFailure)}`,
      )
}

/** What must hold once all trouble is over and everybody has had the time to hear of everything. */
export const checkRest = async (world: World): Promise<void> => {
  const now = world.schedule.now()
  const truths = await world.cloud.listed(now - 20 * DAY, now + 40 * DAY)
  for (const browser of world.browsers) {
    world.book.read(browser)
    mirrors(world, browser, truths)
    agrees(world, browser, truths)
    sessionsFollow(world, browser, truths)
    linksAgree(world, browser, truths)
    sentAll(world, browser)
    offersEnd(world, browser)
    checkOwed(world, browser, truths)
    checkTyped(world, browser)
  }
  accountedFor(world, truths)
  holdsGo(world, truths)
  for (const text of world.emulator.violations) world.report('correct-client', text)
}
