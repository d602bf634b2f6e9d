import { type IDBPDatabase, openDB } from 'idb'
import { bringUp, type Shape } from './bring-up.ts'

/** Thrown by the first use of a database that a newer Afterward wrote: this one must not touch it (E56). */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase'
  constructor() {
    super('This database was written by a newer Afterward. Update the extension to go on.')
  }
}

/** Native versions are ten times ours, as in the databases of the first release: the room between was its library's own. */
export const NATIVE = 10

/** The way to a database that may be lost and found again. */
export type Connection = {
  /** The open database; opened again if the browser or an update has closed it. Rejects when it cannot be (E55, E56). */
  open(): Promise<IDBPDatabase>
  close(): void
}

/** Opens at once, so that it is there when it is first asked for; what goes wrong is told to whoever asks. */
export const connect = (name: string, shape: Shape): Connection => {
  let opening: Promise<IDBPDatabase> | null = null
  const lose = (): void => {
    opening = null
  }
  const close = (): void => {
    opening?.then(
      (db) => db.close(),
      () => undefined,
    )
    lose()
  }
  const open = (): Promise<IDBPDatabase> => {
    opening ??= openDB(name, shape.schemas.length * NATIVE, {
      upgrade: (db, from, _to, tx) => bringUp(db, tx, Math.floor(from / NATIVE), shape),
      // A newer version wants to bring the database up: whoever asks next finds out.
      blocking: close,
      terminated: lose,
    }).catch((error: unknown) => {
      lose()
      throw error instanceof DOMException && error.name === 'VersionError' ? new NewerDatabase() : error
    })
    return opening
  }
  open().catch(() => undefined)
  return { open, close }
}
