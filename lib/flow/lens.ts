import { type CalendarRecord, historyBefore } from '../core/account.ts'
import type { Coach } from '../core/coach.ts'
import { pausedCalendars } from '../core/pause.ts'
import type { Policy } from '../core/policy.ts'
import { coachOf, type Recognisable, type Recognition, recogniser } from '../core/recognise.ts'
import { defaultSettings, policyOf, type Settings } from '../core/settings.ts'
import type { Store, Tx } from '../ports.ts'

/** Everything that decides what an event is to the coach, read once for many events. */
export type Lens = {
  readonly coach: Coach
  readonly recognise: (event: Recognisable) => Recognition
  readonly settings: Settings
  readonly policy: Policy
  /** Every calendar, by key. */
  readonly calendars: ReadonlyMap<string, CalendarRecord>
  /** Those of paused accounts, by key: nothing of them is asked about. */
  readonly paused: ReadonlySet<string>
  /** What ended by then (epoch ms) came before Afterward, or before this account, and is not asked (E30). */
  readonly historyBefore: (accountId: string) => number
  /** What was read of rules and people: the same text, the same word on every event. */
  readonly basis: string
}

/** What recognising depends on. */
export const BASIS_TABLES = ['accounts', 'clients', 'rules'] as const

const readBasis = async (tx: Tx<(typeof BASIS_TABLES)[number]>) => {
  const rules = await tx.rules.all()
  const coach = coachOf(await tx.accounts.all(), await tx.clients.all(), rules)
  const basis = JSON.stringify([rules, [...coach.addresses], [...coach.notClients]])
  return { rules, coach, basis }
}

/** True while rules and people are as they were when the lens was read; to be asked inside the transaction that goes by it. */
export const isCurrent = async (tx: Tx<(typeof BASIS_TABLES)[number]>, { basis }: Lens): Promise<boolean> =>
  (await readBasis(tx)).basis === basis

/** Reads rules, people, settings and calendars as they now stand. */
export const readLens = (store: Store): Promise<Lens> =>
  store.read([...BASIS_TABLES, 'calendars', 'settings'], async (tx) => {
    const accounts = await tx.accounts.all()
    const { rules, coach, basis } = await readBasis(tx)
    const settings = (await tx.settings.get('settings'))?.value ?? defaultSettings
    const calendars = await tx.calendars.all()
    const accountOf = new Map(accounts.map((account) => [account.id, account]))
    return {
      coach,
      recognise: recogniser(rules, coach),
      settings,
      policy: policyOf(settings),
      calendars: new Map(calendars.map((calendar) => [calendar.key, calendar])),
      paused: pausedCalendars(accounts, calendars),
      historyBefore: (accountId) => historyBefore(accountOf.get(accountId), settings.installedAt),
      basis,
    }
  })

/** True when we may write on events of this calendar. */
export const isWritable = (calendar: CalendarRecord | undefined): boolean =>
  calendar?.role === 'writer' || calendar?.role === 'owner'
