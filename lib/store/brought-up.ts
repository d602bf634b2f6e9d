import { upgrades } from './upgrades.ts'

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Rows of all tables of version `from`, as version `to` has them: the same steps that an update of the database takes. */
export const broughtUp = (rows: Rows, from: number, to: number): Rows => {
  let now = rows
  for (let version = from + 1; version <= to; version += 1) {
    for (const [name, change] of Object.entries(upgrades[version] ?? {})) {
      now = { ...now, [name]: (now[name] ?? []).map(change) as Rows[string] }
    }
  }
  return now
}
