import type { Shape } from '../shape.ts'
import type { Grant } from './accounts.ts'
import type { Body } from './fields.ts'
import type { ParamSpec, Params } from './params.ts'
import type { State } from './state.ts'

/** A call that has passed the checks of its route. */
export type Call = {
  readonly state: State
  readonly grant: Grant
  readonly ids: readonly string[]
  readonly params: Params
  readonly query: URLSearchParams
  readonly body: Body
  readonly ifMatch: string | null
}

/** One method of the API: how it is recognised, what it accepts, what it answers. A null answer is 204. */
export type Route = {
  readonly name: string
  readonly method: string
  readonly path: RegExp
  readonly scopes: readonly string[]
  readonly params: ParamSpec
  readonly body: Shape | null
  readonly answer: Shape
  readonly run: (call: Call) => unknown
}

const BASE = '/calendar/v3'
/** A path under the API's base, `{}` standing for an id. */
export const path = (template: string): RegExp =>
  new RegExp(`^${BASE}${template.replaceAll('{}', '([^/]+)')}$`)
