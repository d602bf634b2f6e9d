import { type Book, pairOf } from '../book.ts'
import type { Report } from './report.ts'

/**
 * True when somebody else's doing keeps a word of `who` from replacing what it had replaced: what stands there holds something that the
 * word had not seen and that is not of this browser, as its books now are; or words of its own that met in that way, and then left no room
 * for what was not. And where a backup was restored: of several that wait since then the coach lets a later one go out first. And where another
 * app took off what the word was to replace, or several words left no room for it: those that are left are not all that it had seen, and it
 * stands beside them (PRODUCT 7, Merge: heads = base).
 */
const isMet = (book: Book, who: string, own: string, before: readonly string[]): boolean => {
  const replaced = book.replacedBy(own)
  const isOthers = (id: string): boolean =>
    book.given.get(id)?.browser !== who || book.forgotten.get(who)?.has(id) === true
  const haveMet = (id: string): boolean => before.some((other) => book.letStand.has(pairOf(id, other)))
  const base = book.given.get(own)?.base ?? []
  const isRestored = book.brought.has(own)
  const isPartGone = base.some(
    (id) => (book.takenOff.has(id) || book.crowdedOut.has(id)) && !before.includes(id),
  )
  return (
    isPartGone ||
    before.some((id) => (!replaced.has(id) && isOthers(id)) || haveMet(id)) ||
    (isRestored && [...replaced].some((id) => book.brought.has(id)))
  )
}

/**
 * Looks at a word that comes to stand beside others, and notes which of these it had replaced, or had been replaced by. A browser's own words
 * go out in the order in which they were said: an earlier and a later one meet on an event only where somebody else wrote there meanwhile,
 * or where a backup brought the earlier one once more (PRODUCT 7, Merge).
 */
export const wordsMeet = (
  { book, report }: { readonly book: Book; readonly report: Report },
  who: string,
  own: string,
  before: readonly string[],
): void => {
  const isLet = isMet(book, who, own, before)
  for (const id of before) {
    const isLate = book.replacedBy(id).has(own)
    if (!isLate && !book.replacedBy(own).has(id)) continue
    const [later, earlier] = isLate ? [id, own] : [own, id]
    const areOwn = [later, earlier].every((word) => book.given.get(word)?.browser === who)
    if (isLate ? book.brought.has(own) : isLet) book.letStand.add(pairOf(later, earlier))
    else if (areOwn) report('last-word', `${who} put ${own} beside ${id}: ${later} had replaced ${earlier}`)
  }
}
