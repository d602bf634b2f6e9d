import type { Seeded } from '../seeded.ts'

/**
 * `iCalUId` is Outlook's GlobalObjectId in hex ([MS-OXOCAL] 2.2.1.27): a fixed class id (bytes 0–15), the date of the
 * instance (16–19), the time of creation (20–27), eight zeros, the length of the data (36–39) and the data. Data that
 * begins with `vCal-Uid` carries the UID another calendar gave the event. How live Graph fills these bytes is
 * unconfirmed (PRODUCT 12).
 */
const CLASS_ID = '040000008200E00074C5B7101A82E008'
const DATE_AT = CLASS_ID.length
const NO_DATE = '00000000'

const bytes = (...values: readonly number[]): string =>
  values.map((value) => (value & 0xff).toString(16).padStart(2, '0').toUpperCase()).join('')

const littleEndian = (value: number): string => bytes(value, value >> 8, value >> 16, value >> 24)

const globalObjectId = (time: string, data: string): string =>
  `${CLASS_ID}${NO_DATE}${time}${NO_DATE}${NO_DATE}${littleEndian(data.length / 2)}${data}`

/** The id of a meeting made in Outlook: 16 bytes of its own. */
export const outlookUid = (seeded: Seeded): string =>
  globalObjectId(`${seeded.text(14, '0123456789ABCDEF')}01`, seeded.text(32, '0123456789ABCDEF'))

/** The id of a meeting that came with a UID from another calendar. */
export const embeddedUid = (uid: string): string =>
  globalObjectId(
    '0000000000000000',
    Buffer.from(`vCal-Uid\u0001\0\0\0${uid}\0`).toString('hex').toUpperCase(),
  )

/** The id of one instance: the meeting's with the date of its original place (`yyyy-mm-dd`) written in. */
export const uidOfInstance = (uid: string, date: string): string => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return `${uid.slice(0, DATE_AT)}${bytes(year >> 8, year, month, day)}${uid.slice(DATE_AT + NO_DATE.length)}`
}
