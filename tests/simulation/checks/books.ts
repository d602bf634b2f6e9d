import type { Answer } from '../../../lib/core/answer.ts'
import type { LedgerEntry } from '../../../lib/core/ledger.ts'
import type { Browser } from '../browser.ts'
import { usedOf, verdictOf } from '../oracle.ts'
import type { World } from '../world.ts'

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
    if (first !== undefined && (first.code !== answer.code || first.at !== answer.at))
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
    const answered = participants.length > 0 && participants.every(({ outcome }) => outcome !== null)
    if (answered !== (standing === 'answered') || (open === 1) !== (standing === 'open'))
      report('standing', `${name}: ${key} is ${standing}, open ${open}, answered ${answered}`)
  }
}

/** Never more held than the coach allows, never two holds in one time. */
const holdsFit = ({ report }: World, { name, disk }: Browser): void => {
  const [settings] = disk.rows('settings')
  const kept = disk
    .rows('proposals')
    .filter(({ state }) => state === 'open')
    .flatMap(({ slots }) => slots.filter(({ state }) => state === 'queued' || state === 'held'))
  if (kept.length > (settings?.value.reschedule.maxHeld ?? 9)) report('holds', `${name} holds ${kept.length}`)
  for (const [index, slot] of kept.entries())
    if (kept.slice(index + 1).some(({ start, end }) => start < slot.end && end > slot.start))
      report('holds', `${name} holds one time twice`)
}

/** Looks into the books of one browser, at a moment when nothing is half written. */
export const checkBooks = (world: World, browser: Browser): void => {
  const answers = browser.disk.rows('answers')
  answersStay(world, browser, answers)
  ledgerBalances(world, browser.name, answers, browser.disk.rows('ledger'))
  sessionsAgree(world, browser, answers)
  holdsFit(world, browser)
}
