import type { NoteForm } from '../../../lib/core/note.ts'
import { NO_WORDS } from '../book.ts'
import type { Browser } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { type Act, type Acts, anyOf, awakeBrowser } from './step.ts'

/** A client's place in a session, on some browser. */
type Place = { readonly browser: Browser; readonly sessionKey: string; readonly participant: string }

const anyPlace = (world: World, dice: Dice): (Place & { readonly title: string }) | null => {
  const browser = awakeBrowser(world, dice)
  const session = browser && anyOf(browser.disk.rows('sessions'), dice)
  const client = session && anyOf(session.participants, dice)
  return (
    browser && client && { browser, sessionKey: session.key, participant: client.id, title: session.title }
  )
}

/** Notes that these words are on their way to a note; what it returns is called once they are known to be kept. */
export const wrote = (
  { book, schedule }: World,
  { browser, sessionKey, participant }: Place,
  text: string,
): (() => void) => {
  const { name, device } = browser
  const slot = `${name} ${sessionKey}#${participant}`
  const clockMs = (): number => device.clock() - schedule.now()
  const own = { text, at: schedule.now(), clockMs: clockMs() }
  book.notes.set(slot, [...(book.notes.get(slot) ?? [NO_WORDS]), own])
  return () => {
    const words = book.notes.get(slot) ?? []
    // By a clock that was set meanwhile, and of what was said at one instant, nobody can tell which is the later.
    if (!words.includes(own) || clockMs() !== own.clockMs) return
    const isBefore = (index: number): boolean => index < words.indexOf(own)
    book.notes.set(
      slot,
      words.filter(
        (each, index) =>
          !isBefore(index) || (each !== NO_WORDS && (each.at === own.at || each.clockMs !== own.clockMs)),
      ),
    )
  }
}

const formOf = (text: string): NoteForm => ({ text, minutes: '', actions: [] })

/** The words of one stretch of typing, each with how long the coach thinks afterwards, ms, and whether the page saves what stands there. */
const stretch = (dice: Dice) => {
  let text = ''
  return Array.from({ length: dice.between(1, 3) }, () => {
    text = `${text} ${dice.hex(4)}`.trim()
    const isPause = dice.chance(0.5)
    return { text: `Typed ${text}`, isPause, late: dice.between(0, 2000), rest: dice.between(200, 3000) }
  })
}

/**
 * A page keeps what is typed as a draft, and at a pause saves what stands there: a background that wakes up may hear of it only after the
 * next words. Where the page crashes nothing is saved; now and then the coach then says something else about it on another page.
 */
const typed = async (world: World, place: Place, dice: Dice): Promise<void> => {
  const { schedule } = world
  const { browser, sessionKey, participant } = place
  const after = (ms: number): Promise<void> =>
    new Promise((go) => schedule.at(schedule.now() + ms, go, 'world'))
  const save = (text: string, typedAt: number | undefined, kept: () => void): void => {
    const edit = { sessionKey, participant, text, minutes: null, actions: [] }
    void browser
      .send('saveNote', { ...edit, ...(typedAt === undefined ? {} : { typedAt }) })
      .then(({ ok }) => {
        if (ok) kept()
      })
  }
  const words = stretch(dice)
  const [isAnew, anew, wait] = [dice.chance(0.25), `Said ${dice.hex(6)}`, dice.between(100, 4000)]
  const type = async (): Promise<void> => {
    for (const { text, isPause, late, rest } of words) {
      const kept = wrote(world, place, text)
      await browser.type(`note:${sessionKey}#${participant}`, formOf(text))
      kept()
      const typedAt = browser.device.clock()
      if (isPause) schedule.at(schedule.now() + late, () => save(text, typedAt, kept), 'world')
      await after(rest)
    }
  }
  await type()
  if (!isAnew) return
  await after(wait)
  save(anew, undefined, wrote(world, place, anew))
}

const type: Act = (world, dice) => {
  const place = anyPlace(world, dice)
  if (place === null) return null
  void typed(world, place, dice)
  const isCut = dice.chance(0.3)
  if (isCut) world.schedule.interrupt(place.browser.life, dice.between(0, 60), place.browser.kill)
  return `${place.browser.name}: the coach types about "${place.title}"${isCut ? ', until the browser crashes' : ''}`
}

/** What is typed and not yet saved. */
export const typingActs: Acts = { type: { weight: 5, act: type } }
