import {
  gte,
  type infer as Infer,
  int,
  literal,
  looseObject,
  lte,
  nullable,
  number,
  object,
  record,
  safeParse,
  string,
} from 'zod/mini'
import type { BackupHeader, BackupProblem } from '../core/backup.ts'
import { err, ok, type Result } from '../core/result.ts'
import { freshLock, ITERATIONS, seal, unseal } from './backup-seal.ts'
import { webHasher } from './system.ts'

/** The form of the file; another number when an older Afterward could not read it any more. */
const FORMAT = 1

const MARK = 'afterward-backup'

/** What every format has, so that a newer one is known to be one. */
const anyFormat = looseObject({ is: literal(MARK), format: int(), schema: int() })

const envelope = object({
  is: literal(MARK),
  format: literal(FORMAT),
  app: string(),
  schema: int().check(gte(1)),
  madeAt: number(),
  device: string(),
  counts: record(string(), int().check(gte(0))),
  lock: nullable(
    object({
      // A forged number could keep the browser busy for hours.
      iterations: int().check(gte(ITERATIONS), lte(20 * ITERATIONS)),
      salt: string(),
      iv: string(),
    }),
  ),
  content: string(),
  sha256: string(),
})

/** A backup that is whole, still sealed if it has a passphrase. */
export type BackupFile = Infer<typeof envelope>

/** All that stands around the content, in a fixed order. */
const beside = (file: BackupHeader & Pick<BackupFile, 'lock'>): string =>
  JSON.stringify([
    FORMAT,
    file.app,
    file.schema,
    file.madeAt,
    file.device,
    Object.entries(file.counts),
    file.lock,
  ])

const sumOf = (file: Omit<BackupFile, 'sha256' | 'is' | 'format'>): Promise<string> =>
  webHasher.sha256(beside(file) + file.content)

/** The text of a backup's file; an empty passphrase seals nothing. */
export const writeBackup = async (
  header: BackupHeader,
  rows: Readonly<Record<string, readonly unknown[]>>,
  passphrase: string,
): Promise<string> => {
  const plain = JSON.stringify(rows)
  const lock = passphrase === '' ? null : freshLock()
  const content = lock === null ? plain : await seal(plain, passphrase, lock, beside({ ...header, lock }))
  const file = { ...header, lock, content }
  return JSON.stringify({ is: MARK, format: FORMAT, ...file, sha256: await sumOf(file) })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The file checked as far as it goes without a passphrase; `schema` is the latest that this Afterward knows. */
export const readBackup = async (
  text: string,
  schema: number,
): Promise<Result<BackupFile, BackupProblem>> => {
  const value = parsed(text)
  if (value === undefined) return err(text.includes(`"${MARK}"`) ? 'damaged' : 'not-a-backup')
  const kind = safeParse(anyFormat, value)
  if (!kind.success) return err('not-a-backup')
  if (kind.data.format > FORMAT || kind.data.schema > schema) return err('newer')
  const file = safeParse(envelope, value)
  if (!file.success || (await sumOf(file.data)) !== file.data.sha256) return err('damaged')
  return ok(file.data)
}

/** The rows as they were saved, still unchecked. */
export const openBackup = async (
  file: BackupFile,
  passphrase: string,
): Promise<Result<unknown, BackupProblem>> => {
  const { lock, content } = file
  const plain = lock === null ? content : await unseal(content, passphrase, lock, beside(file))
  if (plain === null) return err('passphrase-wrong')
  const rows = parsed(plain)
  return rows === undefined ? err('damaged') : ok(rows)
}
