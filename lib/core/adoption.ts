import { type Answer, byTime, type Head } from './answer.ts'
import type { GivenUp } from './outbox.ts'

/** Everything the answers `from` replaced, directly or through others, as far as this browser's book knows. */
export const ancestors = (
  from: readonly Answer[],
  book: ReadonlyMap<string, Answer>,
): ReadonlySet<string> => {
  const found = new Set<string>()
  const todo = from.flatMap((answer) => answer.base)
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id)) continue
    found.add(id)
    todo.push(...(book.get(id)?.base ?? []))
  }
  return found
}

/**
 * The heads of one participant over all living copies of the session's event (E11): what another browser left on another copy counts
 * as much. A head that is known to have been replaced by one on another copy is left out: nobody took it away there.
 */
export const headsOfCopies = (
  copies: readonly (readonly Head[])[],
  local: readonly Answer[],
): readonly Head[] => {
  const book = new Map(local.map((answer) => [answer.id, answer]))
  const kept = copies.flatMap((heads, index) => {
    const elsewhere = copies.filter((_, other) => other !== index).flat()
    const replaced = ancestors(
      elsewhere.flatMap(({ id }) => book.get(id) ?? []),
      book,
    )
    return heads.filter(({ id }) => !replaced.has(id))
  })
  return [...new Map(kept.map((head) => [head.id, head])).values()]
}

/**
 * The rows of one participant's answers that change when `pulled` heads arrive (PRODUCT 7): they replace whatever was published,
 * stand beside what this browser has not yet written, and never bring back what that had already replaced. Nothing pulled:
 * nothing changes, for an annotation that went missing takes no answer back.
 */
export const adoptHeads = (
  local: readonly Answer[],
  pulled: readonly Head[],
  subject: Pick<Answer, 'sessionKey' | 'participant'>,
): readonly Answer[] => {
  if (pulled.length === 0) return []
  const book = new Map(local.map((answer) => [answer.id, answer]))
  const there = new Set(pulled.map((head) => head.id))
  const absent = local.filter((answer) => answer.inForce && !there.has(answer.id))
  const replaced = absent.filter((answer) => answer.published)
  const superseded = ancestors(
    absent.filter((answer) => !answer.published),
    book,
  )
  const changed: Answer[] = replaced.map((answer) => ({ ...answer, inForce: false }))
  for (const head of pulled) {
    const known = book.get(head.id)
    const inForce = !superseded.has(head.id)
    if (known === undefined) changed.push(foreign(head, subject, replaced, inForce))
    else if (!known.published || known.inForce !== inForce)
      changed.push({ ...known, published: true, inForce })
  }
  return changed
}

/** An answer given elsewhere. What it replaced here is the nearest to its base that can be known. */
const foreign = (
  head: Head,
  subject: Pick<Answer, 'sessionKey' | 'participant'>,
  replaced: readonly Answer[],
  inForce: boolean,
): Answer => ({
  ...head,
  sessionKey: subject.sessionKey,
  participant: subject.participant,
  base: replaced.map((answer) => answer.id),
  noticeMs: null,
  note: '',
  source: 'calendar',
  published: true,
  inForce,
})

/** What an answer's write finds of what the answer replaces. */
type OnCalendar = {
  /** Ids of heads that are there, or on their way. */
  readonly base: readonly string[]
  /** Answers that are not known to have been written, oldest first: one that was given up may have got there unheard (E48). */
  readonly perhaps: readonly GivenUp[]
}

/**
 * What an answer that replaces `replaced` will find of that on the event: what is there or is on its way (`pending`); in place of an
 * answer that was never written, what that one had replaced.
 */
export const onCalendar = (
  replaced: readonly string[],
  local: readonly Answer[],
  pending: ReadonlySet<string>,
): OnCalendar => {
  const book = new Map(local.map((answer) => [answer.id, answer]))
  const found = new Set<string>()
  const unwritten = new Map<string, Answer>()
  const todo = [...replaced]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id) || unwritten.has(id)) continue
    const answer = book.get(id)
    if (answer === undefined || answer.published || pending.has(id)) found.add(id)
    else {
      unwritten.set(id, answer)
      todo.push(...answer.base)
    }
  }
  return {
    base: [...found].sort(),
    perhaps: [...unwritten.values()]
      .sort(byTime)
      .map(({ id, base }) => ({ id, base: onCalendar(base, local, pending).base })),
  }
}
