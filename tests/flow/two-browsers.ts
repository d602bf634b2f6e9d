import { createPracticeCalendar, type PracticeStorage } from '../../lib/calendars/practice/calendar.ts'
import { toEvent, WORK } from '../../lib/calendars/practice/event.ts'
import type { PracticeState } from '../../lib/calendars/practice/state.ts'
import { PRACTICE_ACCOUNT } from '../../lib/core/account.ts'
import { HOUR } from '../../lib/core/time.ts'
import { startPractice } from '../../lib/flow/account.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { consent } from '../../lib/flow/consent.ts'
import { install } from '../../lib/flow/install.ts'
import { saveProgram } from '../../lib/flow/program.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import type { Clock } from '../../lib/ports.ts'
import { NOW } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { practiceWords } from '../helpers/practice-words.ts'
import { ANYONE } from './pulling.ts'

export const PEOPLE = ['ana', 'ben', 'cleo'] as const
export type Who = (typeof PEOPLE)[number]

/** Who is in which session, alone or in a group; ana in so many that she can use up more than one free miss. */
export const SESSIONS: readonly (readonly Who[])[] = [
  ['ana'],
  ['ana', 'ben'],
  ['ben', 'cleo'],
  ['ana'],
  ['ana', 'cleo'],
]

export const addressOf = (who: Who): string => `${who}@client.example`
export const keyOf = (session: number): string => `s${session}@practice.example|-`

/** One browser of the coach: its own books, and the id that each client has in them. */
export type Books = { readonly deps: TestDeps; readonly ids: Readonly<Record<Who, string>> }

const plant = (): PracticeState => {
  const events = SESSIONS.map((people, index) => {
    const start = NOW + (index + 1) * 2 * HOUR
    const guests = people.map((name) => ({ name }))
    const sketch = {
      id: `s${index}`,
      title: 'Coaching',
      with: guests,
      start,
      end: start + HOUR,
      updated: NOW,
    }
    return { ...toEvent(sketch, 'UTC'), etag: '"1"' }
  })
  const kept = events.map((event) => [`${WORK}/${event.id}`, { event, revision: 1 }] as const)
  return { version: 1, epoch: NOW, zone: 'UTC', revision: 1, events: Object.fromEntries(kept) }
}

const open = async (name: string, clock: Clock, storage: PracticeStorage): Promise<Books> => {
  let count = 0
  const ids = { next: () => `${name}${(++count).toString(16).padStart(31, '0')}` }
  const calendar = createPracticeCalendar({
    storage,
    clock,
    accountId: PRACTICE_ACCOUNT.id,
    words: practiceWords,
  })
  const deps = await createTestDeps({ ids, clock, calendar })
  await install(deps)
  await startPractice(deps)
  await saveRules(deps, { rules: [ANYONE] })
  await consent(deps, { annotations: 'on' })
  await pull(deps)
  const known: Partial<Record<Who, string>> = {}
  for (const who of PEOPLE) {
    const edit = { name: who, addresses: [addressOf(who)], kind: 'paid', dontAsk: false } as const
    const saved = await saveClient(deps, { clientId: null, ...edit })
    const clientId = saved.ok ? saved.value.clientId : ''
    known[who] = clientId
    const terms = { sessions: 12, alreadyUsed: 0, from: '2026-01-01', to: null, perMonth: null }
    await saveProgram(deps, { intentId: 'p', programId: null, clientId, name: 'Twelve', ...terms })
  }
  return { deps, ids: known as Record<Who, string> }
}

/** Two browsers of one coach at one practice calendar, when all its sessions are over and nothing has been said of them. */
export const createTwoBrowsers = async (): Promise<{
  readonly browsers: readonly [Books, Books]
  /** Time goes by in both alike, ms. */
  pass(ms: number): void
}> => {
  let state: unknown = plant()
  const storage: PracticeStorage = {
    load: async () => state,
    save: async (next) => {
      state = next
    },
  }
  let now = NOW
  const clock = { now: () => now, zone: () => 'UTC' }
  const browsers = [await open('a', clock, storage), await open('b', clock, storage)] as const
  now += 12 * HOUR
  return {
    browsers,
    pass: (ms) => {
      now += ms
    },
  }
}

/** What waits goes out, and what is new comes in. */
export const synchronise = async ({ deps }: Books): Promise<void> => {
  await push(deps)
  await pull(deps)
}
