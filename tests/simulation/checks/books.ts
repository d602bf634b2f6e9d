import type { Answer } from '../../../lib/core/answer.ts'
import type { LedgerEntry } from '../../../lib/core/ledger.ts'
import { NO_WORDS, pairOf } from '../book.ts'
import type { Browser } from '../browser.ts'
import { usedOf, verdictOf } from '../oracle.ts'
import type { World } from '../world.ts'
import { checkMoved } from './moved.ts'

const grouped = <T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(rows, key)

const of = (row: { readonly sessionKey: string; readonly participant: string }): string =>
  `${row.sessionKey}#${row.participant}`

/** What every page was told is kept is kept, unchanged, and says what the policy says. */
const answersStay = ({ book, report }: World, { name }: Browser, answers: readonly Answer[]): void => {
  const rows = new Map(answers.map((answer) => [answer.id, answer]))
  for (const { browser, id } of book.acknowledged)
    if (browser === name && !rows.has(id)) report('never-lost', `${name} no longer has the answer ${id}`)
  for (const answer of answers) {
    const first = book.given.get(answer.id)
    const { mark, counts, reschedule } = verdictOf(answer)
    if (answer.mark !== mark || answer.counts !== counts || answer.reschedule !== reschedule)
      report(
        'policy',
        `${name}: ${answer.kind}/${answer.code} became ${answer.mark}, counts ${answer.counts}`,
      )
    // What was put off is taken back by one and the same word wherever that is said, each time at its own.
    const isSaidTwice = answer.code === 'undone' && book.saidPutOff.has(answer.sessionKey)
    if (first !== undefined && (first.code !== answer.code || (first.at !== answer.at && !isSaidTwice)))
      report('never-edited', `${name} edited the answer ${answer.id}`)
  }
}

/** Exactly one effect in the ledger for the answer in force, and nothing ever rubbed out. */
const ledgerBalances = (
  { report }: World,
  name: string,
  answers: readonly Answer[],
  ledger: readonly LedgerEntry[],
): void => {
  const entriesOf = grouped(ledger, of)
  const answersOf = grouped(answers, of)
  for (const key of new Set([...entriesOf.keys(), ...answersOf.keys()])) {
    const used = usedOf((answersOf.get(key) ?? []).filter(({ inForce }) => inForce))
    const entries = entriesOf.get(key) ?? []
    const taken = new Set(entries.map(({ compensates }) => compensates))
    const standing = entries.filter(({ id, compensates }) => compensates === null && !taken.has(id))
    const sum = entries.reduce((total, { delta }) => total + delta, 0)
    const wanted = used === null || used.mark === null ? [] : [used.id]
    if (String(standing.map(({ answerId }) => answerId)) !== String(wanted))
      report(
        'one-effect',
        `${name}: ${key} has ${standing.length} entries for ${wanted.length} answers in force`,
      )
    if (sum !== (used?.counts ? 1 : 0)) report('balance', `${name}: ${key} adds up to ${sum}`)
  }
}

/** What the session shows is what the answers in force say. */
const sessionsAgree = ({ report }: World, { name, disk }: Browser, answers: readonly Answer[]): void => {
  const inForce = grouped(
    answers.filter((answer) => answer.inForce),
    of,
  )
  for (const { key, participants, standing, open } of disk.rows('sessions')) {
    for (const { id, outcome } of participants) {
      const used = usedOf(inForce.get(`${key}#${id}`) ?? [])
      const wanted = used === null || used.code === 'undone' ? null : used.id
      if ((outcome?.answerId ?? null) !== wanted)
        report(
          'outcome',
          `${name}: ${key} shows ${outcome?.answerId ?? 'nothing'} for ${wanted ?? 'nothing'}`,
        )
    }
    const answered =
      participants.length > 0 && participants.every(({ outcome }) => outcome !== null && !outcome.conflict)
    if (answered !== (standing === 'answered') || (open === 1) !== (standing === 'open'))
      report('standing', `${name}: ${key} is ${standing}, open ${open}, answered ${answered}`)
  }
}

/** Whatever is in force is of somebody in the session, and in one browser the coach's later word is the last. */
const wordsHold = ({ book, report }: World, { name, disk }: Browser, answers: readonly Answer[]): void => {
  const sessions = new Map(disk.rows('sessions').map((session) => [session.key, session]))
  const own = answers.filter(({ id, inForce }) => inForce && book.given.get(id)?.browser === name)
  // What a backup knew nothing of comes back as another browser's word does: nobody's last one, and not seen by what is said meanwhile.
  const isForgotten = ({ id, source }: Answer): boolean =>
    source === 'calendar' || book.forgotten.get(name)?.has(id) === true
  const isApart = (later: Answer, before: Answer): boolean =>
    isForgotten(later) || (isForgotten(before) && !book.replacedBy(later.id).has(before.id))
  for (const answer of own) {
    const session = sessions.get(answer.sessionKey)
    // Who was in a session is settled by an answer, and open again once that was taken back.
    if (
      answer.code !== 'undone' &&
      session?.participants.some(({ id }) => id === answer.participant) === false
    )
      report('participants', `${name}: ${of(answer)} has an answer and is not in the session`)
    for (const other of own) {
      const isLater = of(other) === of(answer) && book.isLater(other.id, answer.id) && !isApart(other, answer)
      // On an event that somebody else was seen to write to meanwhile, both may stand: that is for the coach to settle (PRODUCT 7).
      const isMetAgain = book.letStand.has(pairOf(other.id, answer.id))
      const standBoth = answer.published && other.published && isMetAgain
      if (isLater && !standBoth)
        report('last-word', `${name}: ${answer.id} still holds after the coach said ${other.id}`)
    }
  }
}

/** What was said here holds until it is written, or the coach says something else. */
const nothingHides = ({ book, report }: World, { name }: Browser, answers: readonly Answer[]): void => {
  const replaced = new Set(answers.flatMap(({ base }) => base))
  for (const { id, published, inForce } of answers)
    if (!published && !inForce && !replaced.has(id) && book.given.get(id)?.browser === name)
      report('hidden', `${name}: ${id} is not yet written and does not hold`)
}

/** Who is sent back waits in the queue, who is not does not. */
const queueFollows = ({ report }: World, { name, disk }: Browser): void => {
  const queue = new Map(disk.rows('queue').map((item) => [item.id, item]))
  for (const { key, participants } of disk.rows('sessions'))
    for (const { id, outcome } of participants) {
      if (outcome === null) continue
      const state = queue.get(`${key}#${id}`)?.state
      if (outcome.reschedule && state === undefined)
        report('queue', `${name}: ${key}#${id} is not in the queue`)
      if (!outcome.reschedule && (state === 'open' || state === 'proposed'))
        report('queue', `${name}: ${key}#${id} waits in the queue for ${outcome.code}`)
    }
}

const FOR_GOOD = new Set(['forbidden', 'rejected', 'changed', 'duplicate', 'not-found', 'cursor-expired'])

/** What was refused for good is not tried again by itself; what may pass is not given up. */
const refusalsHold = ({ report }: World, { name, disk }: Browser): void => {
  for (const { id, state, lastFailure } of disk.rows('outbox')) {
    if (lastFailure === null) continue
    const isForGood = FOR_GOOD.has(lastFailure.type)
    if (isForGood && state === 'queued')
      report('refused', `${name} tries ${id} again after ${lastFailure.type}`)
    if (!isForGood && state === 'dead') report('given-up', `${name} gave ${id} up after ${lastFailure.type}`)
  }
}

/** Nothing is believed to be gone that never was. */
const goneIsGone = ({ book, cloud, report }: World, { name, disk }: Browser): void => {
  for (const { status, calendarId, id, title } of disk.rows('events'))
    if (status === 'cancelled' && !book.removed.has(id) && cloud.event(calendarId, id)?.living === true)
      report('gone', `${name} believes that "${title}" (${id}) is gone`)
}

/** The words of every note, or of every draft of one. */
const written = (rows: readonly { readonly text?: unknown }[]): ReadonlySet<unknown> =>
  new Set(rows.map(({ text }) => text))

/** What was written about a session, or typed and kept, is there, wherever its session went. */
const notesStay = ({ book, report }: World, { name, disk }: Browser): void => {
  const drafts = disk.rows('drafts').map(({ value }) => (value ?? {}) as { readonly text?: unknown })
  const there = written([...disk.rows('notes'), ...drafts])
  for (const [slot, words] of book.notes)
    if (slot.startsWith(`${name} `) && !words.some((each) => each === NO_WORDS || there.has(each.text)))
      report('never-lost', `${slot}: what was written, "${words[0]?.text}", is gone`)
}

/** Entries are only ever added. */
const ledgerGrows = ({ book, report }: World, { name, disk }: Browser): void => {
  const ledger = disk.rows('ledger')
  const now = new Map(ledger.map((entry) => [entry.id, JSON.stringify(entry)]))
  const before = book.ledgers.get(name) ?? new Map<string, string>()
  for (const [id, entry] of before)
    if (now.get(id) !== entry) report('append-only', `${name} changed the entry ${id}`)
  book.ledgers.set(name, now)
}

/** Never more held than the coach allows, never two holds offered in one time; where the coach moves one, it is where they want it. */
const holdsFit = ({ book, report }: World, { name, disk }: Browser): void => {
  const [settings] = disk.rows('settings')
  const kept = disk
    .rows('proposals')
    .filter(({ state }) => state === 'open')
    .flatMap(({ slots }) => slots.filter(({ state }) => state === 'queued' || state === 'held'))
  if (kept.length > (settings?.value.reschedule.maxHeld ?? 9)) report('holds', `${name} holds ${kept.length}`)
  const unmoved = kept.filter(({ eventId, start }) => book.offered.get(eventId)?.start === start)
  for (const [index, slot] of unmoved.entries())
    if (unmoved.slice(index + 1).some(({ start, end }) => start < slot.end && end > slot.start))
      report('holds', `${name} holds one time twice`)
}

/** Looks into the books of one browser, at a moment when nothing is half written. */
export const checkBooks = (world: World, browser: Browser): void => {
  const answers = browser.disk.rows('answers')
  answersStay(world, browser, answers)
  ledgerBalances(world, browser.name, answers, browser.disk.rows('ledger'))
  sessionsAgree(world, browser, answers)
  ledgerGrows(world, browser)
  wordsHold(world, browser, answers)
  nothingHides(world, browser, answers)
  queueFollows(world, browser)
  refusalsHold(world, browser)
  goneIsGone(world, browser)
  holdsFit(world, browser)
  notesStay(world, browser)
  checkMoved(world, browser)
}
