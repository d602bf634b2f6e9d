import type { Incoming } from '../provider.ts'
import type { Shape } from '../shape.ts'
import type { Grant } from './accounts.ts'
import type { Preferences, Reliance } from './prefer.ts'
import type { Query, QueryName } from './query.ts'
import type { State, User } from './state.ts'

/** A call that has passed the checks of its route. */
export type Call = {
  readonly state: State
  readonly grant: Grant
  readonly user: User
  /** The ids of the path; null for a calendar that is not named, which is the default one. */
  readonly ids: readonly (string | null)[]
  readonly query: Query
  readonly prefer: Preferences
  readonly body: Readonly<Record<string, unknown>>
  readonly ifMatch: string | null
  readonly request: Incoming
}

/** What a route answers: 200 with a body unless it says otherwise. */
export type Outcome = { readonly status?: number; readonly body: unknown }

/** One method of the API: how it is recognised, what it accepts, what it does. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: RegExp
  readonly scopes: readonly string[]
  readonly query: readonly QueryName[]
  readonly body: Shape | null
  /** What its answer is relied on to be, by what `$select` leaves of it. */
  readonly relies: (selected: string | null) => readonly Reliance[]
  /** Whether it takes `If-Match`; sent elsewhere it is a violation. */
  readonly conditional?: boolean
  readonly run: (call: Call) => Outcome
}

export const NOTHING = (): readonly Reliance[] => []

const names = (selected: string): readonly string[] => selected.split(',')
/** An answer that holds an event: its times, and its body unless that was left out. */
export const EVENTS = (selected: string | null): readonly Reliance[] =>
  selected === null || names(selected).includes('body') ? ['zone', 'body'] : ['zone']

/** A path under the API's base: `{}` stands for an id, `{calendar}` for any of the ways to name a calendar. */
export const path = (template: string): RegExp =>
  new RegExp(
    `^/v1\\.0/me${template
      .replace('{calendar}', '(?:/calendars/([^/]+)|/calendar)?')
      .replaceAll('{}', '([^/]+)')}$`,
  )
