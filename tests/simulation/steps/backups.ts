import type { Write } from '../../../lib/core/outbox.ts'
import { checkedRows } from '../../../lib/store/backup-rows.ts'
import { schemas } from '../../../lib/store/schema.ts'
import { type Backup, saveBackup } from '../backup.ts'
import type { Book } from '../book.ts'
import type { Browser } from '../browser.ts'
import { checkRestored } from '../checks/restored.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { give, sendBack } from './coach.ts'
import { type Act, type Acts, anyOf, awakeBrowser, orElse } from './step.ts'

/** So many files lie on the coach's desk. */
const KEPT = 3

const keep = (world: World, browser: Browser): boolean => {
  if (browser.disk.isWriting() || browser.disk.rows('settings').length === 0) return false
  world.backups.push(saveBackup(browser, world.book))
  if (world.backups.length > KEPT) world.backups.shift()
  return true
}

const save: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  return browser && keep(world, browser) ? `${browser.name}: the coach saves a backup` : null
}

/** One with something in it that no calendar has heard of yet. */
const saveUnsent: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  browser.device.isOnline = false
  const told = sendBack(world, dice, browser)
  if (told === null) return null
  const at = world.schedule.now() + 2_000
  world.schedule.at(at, () => void keep(world, browser), 'world')
  return `${told}, offline, and the coach saves a backup`
}

/** The rows as they come out of the file. */
const opened = ({ report }: World, { rows }: Backup): Backup['rows'] | null => {
  const counts = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length]))
  const read = checkedRows(rows, schemas.length, counts)
  if (!read.ok) report('restored', `a backup that was just saved is ${read.error}`)
  return read.ok ? read.value : null
}

const putBack = async (world: World, browser: Browser, backup: Backup, dice: Dice): Promise<void> => {
  const rows = opened(world, backup)
  const [device, signsIn] = [dice.hex(12), dice.chance(0.7)]
  if (rows === null) return
  world.book.willRestore(browser, backup, device)
  await browser.restore(rows, device)
  world.book.read(browser)
  world.trace.count('state restored')
  checkRestored(world, browser, backup)
  if (signsIn) await world.cloud.connect(browser, world.network)
}

/** A backup takes the place of the books of the browser it was made of, or of another; now and then that is cut short. */
const restore: Act = (world, dice) => {
  const backup = anyOf(world.backups, dice)
  const browser = awakeBrowser(world, dice)
  if (backup === null || browser === null) return null
  void putBack(world, browser, backup, dice)
  const isCut = dice.chance(0.3)
  if (isCut) world.schedule.interrupt(browser.life, dice.between(0, 60), browser.kill)
  return `${browser.name}: a backup of ${backup.from} is restored${isCut ? ', and cut short' : ''}`
}

/** What came with a backup, or was refused, waits for the coach's word: it goes out after all, or never. */
const decide: Act = ({ browsers, book }, dice) => {
  const stuck = browsers.flatMap((browser) =>
    browser.disk
      .rows('outbox')
      .flatMap((write) => (write.state === 'paused' || write.state === 'dead' ? [{ browser, write }] : [])),
  )
  const found = anyOf(
    stuck.filter(({ browser }) => !browser.device.isAsleep),
    dice,
  )
  if (found === null) return null
  const { browser, write } = found
  if (dice.chance(0.6)) {
    void browser.send('retryWrite', { writeId: write.id })
    return `${browser.name}: the coach lets ${write.operation.type} go out`
  }
  void discard(book, browser, write)
  return `${browser.name}: the coach gives ${write.operation.type} on ${write.eventId} up`
}

/** What is given up is not to be looked for in the calendar. */
const discard = async (book: Book, browser: Browser, { id, operation, eventId }: Write): Promise<void> => {
  const giveUp = (): void => {
    book.givenUp.add(eventId)
    if (operation.type === 'annotate') book.givenUp.add(`${browser.name} ${operation.head.id}`)
  }
  giveUp()
  // Said while a backup is being restored, it is done to what that brings.
  const reply = await browser.send('discardWrite', { writeId: id })
  if (reply.ok) giveUp()
}

/** The coach gives up an answer that came with a backup, which may have been written since, and says something else. */
const sayAnew: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const paused = browser?.disk.rows('outbox').filter(({ state }) => state === 'paused') ?? []
  const write = anyOf(
    paused.filter(({ operation }) => operation.type === 'annotate'),
    dice,
  )
  const session = browser?.disk.rows('sessions').find(({ key }) => key === write?.sessionKey)
  if (!browser || !write || !session) return null
  void discard(world.book, browser, write).then(() => give(world, browser, session, dice))
  return `${browser.name}: the coach gives the answer to "${session.title}" up, and says something else`
}

/** Files that outlive the books they were made of. */
export const backupActs: Acts = {
  save: { weight: 2, act: save },
  saveUnsent: { weight: 5, act: orElse(saveUnsent, save) },
  restore: { weight: 8, act: orElse(restore, saveUnsent, save) },
  decide: { weight: 6, act: orElse(decide, saveUnsent) },
}

/** The same, thought better of. */
export const betterActs: Acts = {
  sayAnew: { weight: 5, act: orElse(sayAnew, restore, saveUnsent) },
}
