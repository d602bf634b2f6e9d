import type { Browser } from '../browser.ts'
import type { World } from '../world.ts'

/**
 * What was typed last about somebody who is in the books is their note once a round has come, without anybody pressing anything (PRODUCT 5);
 * with a clock that was set meanwhile nobody can tell what was last.
 */
export const checkTyped = ({ book, report, trace }: World, { name, disk }: Browser): void => {
  const people = new Set(
    disk.rows('sessions').flatMap(({ key, participants }) => participants.map(({ id }) => `${key}#${id}`)),
  )
  const notes = new Set(disk.rows('notes').map(({ text }) => text))
  for (const [slot, words] of book.notes) {
    const place = slot.slice(name.length + 1)
    const [last, ...others] = words
    if (!slot.startsWith(`${name} `) || last === undefined || last.text === '' || !people.has(place)) continue
    if (others.length > 0) trace.count('state words not told apart')
    else if (!notes.has(last.text)) report('typed', `${slot}: "${last.text}" is not the note`)
    else trace.count('state typed note')
  }
}
