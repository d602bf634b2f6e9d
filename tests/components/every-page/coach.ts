import { createHandlers } from '../../../entrypoints/background/handlers.ts'
import { t } from '../../../lib/browser/i18n.ts'
import type { Said } from '../../../lib/core/answer.ts'
import { REASONS } from '../../../lib/core/policy.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import { startPractice } from '../../../lib/flow/account.ts'
import { answer } from '../../../lib/flow/answer.ts'
import { ask } from '../../../lib/flow/ask.ts'
import { install } from '../../../lib/flow/install.ts'
import { saveNote } from '../../../lib/flow/note.ts'
import { saveProgram } from '../../../lib/flow/program.ts'
import { pull } from '../../../lib/flow/pull.ts'
import { saveRules } from '../../../lib/flow/rules.ts'
import { finishSetUp } from '../../../lib/flow/settings.ts'
import { openDatabase } from '../../../lib/store/db.ts'
import { BACKUP_TABLES, type Table } from '../../../lib/tables.ts'
import { createOffice } from '../../calendars/person.ts'
import { NOW } from '../../helpers/books.ts'
import type { TestDeps } from '../../helpers/deps.ts'
import { cyrillic, inCyrillic } from '../../helpers/greek.ts'
import { addTrouble } from './trouble.ts'

/** What is said of the first sessions of the month, in turn. */
const SAYINGS: readonly Said[] = [
  { occurred: true },
  ...REASONS.map((reason) => ({ occurred: false, reason }) as const),
  { canceledByClient: { noticeMs: 25 * HOUR } },
]

type Row = { readonly id: string } | { readonly key: string }

const keyOf = (row: Row): string => ('key' in row ? row.key : row.id)

const PROGRAM = {
  intentId: 'program',
  programId: null,
  name: 'Добро',
  sessions: 3,
  alreadyUsed: 1,
  from: '2026-10-01',
  to: '2027-03-31',
  perMonth: 2,
} as const

/** What the background does besides; the pages need none of it. */
const AROUND: Parameters<typeof createHandlers>[1] = {
  ready: Promise.resolve(),
  afterwards: () => undefined,
  showPrompt: async () => undefined,
  tryAsking: async () => true,
  undisturbed: (work) => work(),
}

/** Answers of every kind, of all but the last sessions. */
const answerSome = async (deps: TestDeps): Promise<void> => {
  const past = (await deps.db.sessions.all())
    .filter(({ end, participants }) => end < deps.clock.now() && participants.length > 0)
    .toSorted((a, b) => a.start - b.start)
  for (const [turn, { key, participants }] of past.slice(0, -4).entries()) {
    const said = SAYINGS[turn % SAYINGS.length] ?? { occurred: true }
    const answers = participants.map(({ id }) => ({ participant: id, said, courtesy: false, minutes: null }))
    await answer(deps, {
      intentId: `said ${turn}`,
      sessionKey: key,
      kind: turn % 5 === 4 ? 'complimentary' : 'paid',
      answers,
    })
  }
}

/**
 * A coach with three weeks of Practice behind them, everybody in it written in Cyrillic letters: answers of every kind, a program and a
 * note, sessions that wait, and trouble. Gives what the background does for the pages, and the way back to where all began.
 */
export const createCoach = async () => {
  const { deps, practice } = await createOffice({
    words: (word, person = '') => t(`practice_${word}`, cyrillic(person)),
  })
  const db = openDatabase('afterward', { changed: () => undefined })
  const own = { ...deps, db, store: db, clock: { now: deps.clock.now, zone: () => 'UTC' } }
  deps.time.set(NOW)
  await install(own)
  await startPractice(own)
  await pull(own)
  practice.value = inCyrillic(practice.value)
  await db.sessions.putMany(inCyrillic(await db.sessions.all()))
  await db.events.putMany(inCyrillic(await db.events.all()))
  await saveRules(own, {
    rules: [{ id: 'anyone', order: 1, include: true, kind: null, match: { type: 'anyone' } }],
  })
  await finishSetUp(own)
  await answerSome(own)
  const [dana] = await db.clients.all()
  const clientId = dana?.id ?? ''
  await saveProgram(own, { ...PROGRAM, clientId })
  const [noted] = (await db.answers.all()).filter(({ code }) => code === 'occurred')
  if (noted)
    await saveNote(own, {
      sessionKey: noted.sessionKey,
      participant: noted.participant,
      text: 'Добро',
      minutes: 55,
      actions: [{ id: 'action', text: 'Добро', due: '2026-11-20', done: false }],
    })
  deps.time.advance(3 * DAY + 4 * HOUR)
  await pull(own)
  await ask(own)
  await addTrouble(db)
  const rows = await Promise.all(BACKUP_TABLES.map(async (name) => [name, await db[name].all()] as const))
  const month = practice.value
  return {
    now: deps.clock.now(),
    clientId,
    handlers: createHandlers(own, AROUND),
    /** Everything is again as it was, whatever was pressed. */
    reset: async (): Promise<void> => {
      practice.value = month
      for (const [name, kept] of rows) {
        const table = db[name] as Table<Row, never>
        await table.removeMany((await table.all()).map(keyOf))
        await table.putMany(kept as readonly Row[])
      }
    },
  }
}
