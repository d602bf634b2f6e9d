import { generateKeyPairSync, sign } from 'node:crypto'

/**
 * A certificate signed by itself, made at start: Node signs bytes but builds no X.509, and no `openssl` may be
 * assumed. This is the least of RFC 5280 that browsers and Node take: one key (P-256), some names, three extensions.
 */
export type Certificate = { readonly key: string; readonly cert: string }

const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const digits = content.length < 0x100 ? [content.length] : [content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length, ...digits]), content])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts)
const octets = (content: Uint8Array): Buffer => tagged(0x04, content)
const bits = (content: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), content)
const yes = tagged(0x01, Buffer.from([0xff]))

const base128 = (value: number): readonly number[] => {
  const low = value & 0x7f
  const digits = [low]
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80)
  return digits
}

const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

const name = (common: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(common)))))

/** UTCTime, good for the years 1950 to 2049. */
const utcTime = (ms: number): Buffer => {
  const [date = '', time = ''] = new Date(ms).toISOString().split(/[T.]/)
  return tagged(0x17, Buffer.from(`${date.replaceAll('-', '').slice(2)}${time.replaceAll(':', '')}Z`))
}

const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [yes] : []), octets(value))

const alternativeNames = (hosts: readonly string[]): Buffer =>
  sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))), tagged(0x87, Buffer.from([127, 0, 0, 1])))

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

const DAY = 86_400_000
const ECDSA_SHA256 = '1.2.840.10045.4.3.2'

/** Makes a key and a certificate for some hosts and 127.0.0.1, good from a day before `now` (epoch ms) for a year. For tests alone. */
export const createCertificate = (hosts: readonly string[], now: number): Certificate => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid(ECDSA_SHA256))
  const owner = name('Afterward test emulator')
  const extensions = sequence(
    extension('2.5.29.19', true, sequence(yes)), // its own authority, so that a client may be told to trust it
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))), // a server
    extension('2.5.29.17', false, alternativeNames(hosts)),
  )
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))), // version 3
    tagged(0x02, Buffer.from([1])),
    algorithm,
    owner,
    sequence(utcTime(now - DAY), utcTime(now + 365 * DAY)),
    owner,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, algorithm, bits(signature))),
  }
}
