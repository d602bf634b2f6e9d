import { forsakenUntil } from './forsaken.ts'
import { FAIR } from './network.ts'
import { DAY, MINUTE } from './steps/step.ts'
import type { World } from './world.ts'

/** Rounds after which a world that still writes is not coming to rest. */
const ROUNDS = 6
/** Longer than the longest wait between two attempts. */
const PAUSE = 65 * MINUTE

const everybodyBack = (world: World): void => {
  const { weather, emulator, cloud, browsers, schedule } = world
  schedule.uninterrupted()
  Object.assign(weather, FAIR)
  emulator.faults.clear()
  cloud.allow(100_000)
  for (const browser of browsers) if (browser.isBroken) browser.update(false)
  for (const { device } of browsers) {
    Object.assign(device, { isOnline: true, state: 'active', skewMs: 0, audible: false })
    device.awake()
  }
}

const signIn = async (world: World): Promise<void> => {
  const { cloud, network, schedule, browsers } = world
  for (const browser of browsers) {
    schedule.soon(() => void cloud.connect(browser, network), 'world')
    await schedule.run(schedule.now() + MINUTE)
  }
}

/** What was refused in bad weather is tried once more, its refusal may have been a lie; what came with a backup goes out. */
const retryStuck = (world: World): void => {
  for (const browser of world.browsers)
    for (const { id, state } of browser.disk.rows('outbox'))
      if (state === 'dead' || state === 'paused') void browser.send('retryWrite', { writeId: id })
}

const isWaiting = ({ browsers }: World): boolean =>
  browsers.some(({ disk }) => disk.rows('outbox').some(({ state }) => state === 'queued'))

const writes = ({ trace }: World): number => trace.counts.get('write') ?? 0

/** True when a browser has met an event that it could not read: it reads everything again a day after it last did (E52). */
const hasUnread = ({ browsers }: World): boolean =>
  browsers.some(({ disk }) => disk.rows('calendars').some(({ malformed }) => malformed > 0))

/** A stretch with every machine asleep, after which each wakes and looks. */
const wait = async ({ schedule, browsers }: World, ms: number): Promise<void> => {
  for (const { device } of browsers) device.isAsleep = true
  await schedule.run(schedule.now() + ms)
  for (const browser of browsers) {
    browser.device.awake()
    void browser.send('pullNow', {})
  }
  await schedule.run(schedule.now() + 3 * MINUTE)
}

/** Fair weather, every machine on, the coach signed in everywhere, and time for everybody to hear of everything. */
export const comeToRest = async (world: World): Promise<void> => {
  world.trace.say('rest', 'fair weather, everybody back')
  everybodyBack(world)
  // What a full disk has just made fail is still to be said.
  await world.schedule.run(world.schedule.now())
  world.excused.clear()
  await signIn(world)
  // A set-up that was cut short is finished.
  for (const browser of world.browsers) void browser.send('consent', { annotations: 'on' })
  retryStuck(world)
  let before = writes(world)
  const listen = async (ms: number): Promise<void> => {
    before = writes(world)
    await wait(world, ms)
  }
  for (let round = 0; round < ROUNDS && (round < 2 || isWaiting(world)); round += 1) await listen(PAUSE)
  if (hasUnread(world)) await listen(DAY)
  const { schedule, cloud } = world
  const until = forsakenUntil(world, await cloud.listed(schedule.now() - 20 * DAY, schedule.now() + 40 * DAY))
  if (until < Number.POSITIVE_INFINITY && until >= schedule.now())
    await listen(until - schedule.now() + MINUTE)
  const { patience } = cloud
  if (patience > 0) await listen(patience)
  // An offer may end just now: that is for the others to hear of as well.
  for (let round = 0; round < ROUNDS && before !== writes(world); round += 1) await listen(patience)
}
