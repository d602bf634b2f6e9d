/** What every Outlook GlobalObjectId begins with, in hex (PRODUCT 12). */
const GLOBAL_OBJECT_ID = '040000008200E00074C5B7101A82E008'
/** Hex digits 32–39 are bytes 16–19: the date of the instance, which differs per occurrence. */
const DATE_FROM = 32
const DATE_TO = 40
/** Bytes 40 on are the data; its first 12 bytes are `vCal-Uid` and a version when a foreign UID is embedded. */
const DATA_FROM = 80
const EMBEDDED = '7643616C2D556964'
const EMBEDDED_UID_FROM = DATA_FROM + 24

const textOfHex = (hex: string): string => {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(new Uint8Array(end < 0 ? bytes : bytes.slice(0, end)))
}

/**
 * The UID by which copies of one event are known in every calendar (PRODUCT 12). Graph's `iCalUId` differs per occurrence: an
 * embedded foreign UID is taken out, otherwise the instance's date is zeroed. Anything else stays as it is. How live Graph fills
 * these bytes is unconfirmed; nothing outside this file depends on it.
 */
export const normaliseUid = (uid: string): string => {
  const hex = uid.toUpperCase()
  if (!hex.startsWith(GLOBAL_OBJECT_ID) || !/^(?:[0-9A-F]{2})+$/.test(hex) || hex.length < DATE_TO) return uid
  if (hex.startsWith(EMBEDDED, DATA_FROM)) {
    const embedded = textOfHex(hex.slice(EMBEDDED_UID_FROM))
    if (embedded !== '') return embedded
  }
  return `${hex.slice(0, DATE_FROM)}00000000${hex.slice(DATE_TO)}`
}

/**
 * What a series and the series split off it have in common (E02). Google names the second part of a "this and following" change
 * after the first, with `_R` and the instant of the split before the `@`.
 */
export const uidFamily = (uid: string): string => {
  const normal = normaliseUid(uid)
  const at = normal.lastIndexOf('@')
  const [name, host] = at < 0 ? [normal, ''] : [normal.slice(0, at), normal.slice(at)]
  return name.replace(/(?:_R\d{8}(?:T\d{6}Z?)?)+$/, '') + host
}
