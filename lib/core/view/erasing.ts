import type { Client } from '../client.ts'

/** What erasing a client would take away, told before it is done (E59). */
export type Erasing = {
  readonly client: Client
  readonly answers: number
  readonly notes: number
  readonly programs: number
  /** Events from which annotations are taken back. */
  readonly annotated: number
  /** True while an invitation is out: whoever was invited is told that it is off. */
  readonly invited: boolean
  /** The coach's other browsers that answered about them, by their names there: erased only here. */
  readonly elsewhere: readonly string[]
}
