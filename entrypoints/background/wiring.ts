import { browserAlarms } from '../../lib/browser/alarms.ts'
import { startClock } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { browserIdentity } from '../../lib/browser/identity.ts'
import { onNotification } from '../../lib/browser/notification.ts'
import { browserNotifier } from '../../lib/browser/notifier.ts'
import { onOrganisationPolicy, organisationPolicy } from '../../lib/browser/organisation.ts'
import { AWAY_SECONDS, browserPresence } from '../../lib/browser/presence.ts'
import { promptAddress, showPrompt } from '../../lib/browser/prompt-window.ts'
import { browserClock, chance, randomIds, together, webHasher, webLocks } from '../../lib/browser/system.ts'
import { tryAsking } from '../../lib/browser/trial.ts'
import { localValue, sessionVault } from '../../lib/browser/vault.ts'
import { createCalendars } from '../../lib/calendars/calendars.ts'
import { createClients } from '../../lib/calendars/clients.ts'
import { google } from '../../lib/calendars/google/sign-in.ts'
import { outlook } from '../../lib/calendars/outlook/sign-in.ts'
import { createPracticeCalendar } from '../../lib/calendars/practice/calendar.ts'
import type { PracticeState } from '../../lib/calendars/practice/state.ts'
import { createSignIn } from '../../lib/calendars/sign-in.ts'
import { createTokens } from '../../lib/calendars/tokens.ts'
import { PRACTICE_ACCOUNT } from '../../lib/core/account.ts'
import { BOOKS_LOCK } from '../../lib/core/backup.ts'
import { keepDiagnostics } from '../../lib/flow/diagnostics.ts'
import { install } from '../../lib/flow/install.ts'
import { followOrganisation } from '../../lib/flow/policy.ts'
import { tick } from '../../lib/flow/tick.ts'
import type { Deps } from '../../lib/ports.ts'
import { openDatabase } from '../../lib/store/db.ts'
import { createHandlers } from './handlers.ts'
import { createRounds } from './rounds.ts'

/** Every adapter behind its port: the composition root, and the one file that knows them all. */
const createDeps = (): Deps => {
  const clock = browserClock
  const fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request)
  const storage = localValue<PracticeState>('practice')
  const store = openDatabase()
  const clients = createClients(store, {
    google: import.meta.env.WXT_GOOGLE_CLIENT_ID || null,
    outlook: import.meta.env.WXT_MICROSOFT_CLIENT_ID || null,
  })
  const signInWorld = { fetch, clock, hasher: webHasher, clients, services: { google, outlook } }
  const tokens = createTokens({
    ...signInWorld,
    ids: randomIds,
    identity: browserIdentity,
    vault: sessionVault,
    store,
  })
  return {
    clock,
    ids: randomIds,
    hasher: webHasher,
    chance,
    locks: webLocks,
    store,
    calendars: createCalendars({
      fetch,
      clock,
      tokens,
      practice: createPracticeCalendar({
        clock,
        storage,
        accountId: PRACTICE_ACCOUNT.id,
        words: (word, person = '') => t(`practice_${word}`, person),
      }),
    }),
    notifier: browserNotifier,
    alarms: browserAlarms,
    presence: browserPresence,
    signIn: createSignIn({ ...signInWorld, tokens, practice: storage }),
    vault: sessionVault,
  }
}

/** Nothing of the background's is under way while a backup takes the place of the books. */
const undisturbed = <T>(work: () => Promise<T>): Promise<T> => together(BOOKS_LOCK, work)

/** The background, put together: what its listeners call. */
export const wire = () => {
  const deps = createDeps()
  const ready = startClock()

  /** A bug, or a database that cannot be used: kept where the coach can show it to somebody. */
  const onBug = (what: string, error: unknown): void => {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const row = { id: deps.ids.next(), at: deps.clock.now(), what, detail }
    // When even that fails, the browser's own extension console is the last place left.
    deps.store
      .write(['diagnostics'], (tx) => keepDiagnostics(tx, [row]))
      .catch(() => globalThis.reportError(error))
  }

  const follow = async (): Promise<void> => {
    try {
      // One after another, each with what is set by then: an earlier look must not be kept over a later one.
      await deps.locks.alone('organisation', async () => followOrganisation(deps, await organisationPolicy()))
    } catch (error) {
      onBug('organisation', error)
    }
  }

  const rounds = createRounds((why: Parameters<typeof tick>[1]) =>
    ready.then(() => undisturbed(() => tick(deps, why))).catch((error: unknown) => onBug('tick', error)),
  )

  const afterwards = () => void rounds('message')

  return {
    handlers: createHandlers(deps, {
      ready,
      afterwards,
      showPrompt: (sessionKey) => showPrompt(promptAddress(sessionKey), true),
      tryAsking: (trial) => tryAsking(trial, afterwards),
      undisturbed,
    }),
    tick: rounds,
    /** Every start of the browser, and the very first: then the welcome page is opened. */
    start: async (isNew: boolean): Promise<void> => {
      try {
        await ready
        const first = await undisturbed(() => install(deps))
        if (first && isNew) await chrome.tabs.create({ url: 'welcome.html' })
      } catch (error) {
        onBug('install', error)
      }
      void follow()
      await rounds('start')
    },
    /** The organisation set another policy, or none any more. */
    follow,
    onOrganisation: onOrganisationPolicy,
    onNotification,
    onBug,
    awaySeconds: AWAY_SECONDS,
  }
}
