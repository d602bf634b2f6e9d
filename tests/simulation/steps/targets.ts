import type { World } from '../world.ts'

/** Where what was moved went when no session was named. */
export const NOWHERE = ''

/** Notes where somebody is said to have moved to; what it returns is called once it is known by which answers that is kept. */
export const target = (
  { book, schedule }: World,
  slot: string,
  to: string,
): ((answerIds: readonly string[]) => void) => {
  const own = { to, at: schedule.now(), kept: [] }
  book.movedTo.set(slot, [...(book.movedTo.get(slot) ?? []), own])
  const at = slot.indexOf(' ')
  book.movesSaid.push({ browser: slot.slice(0, at), place: slot.slice(at + 1), to })
  return (kept) => {
    const said = book.movedTo.get(slot) ?? []
    const index = said.indexOf(own)
    // Of what was said at one instant nobody can tell which is the later.
    const before = said.slice(0, index).filter(({ at }) => at === own.at)
    if (index >= 0) book.movedTo.set(slot, [...before, { ...own, kept }, ...said.slice(index + 1)])
  }
}
