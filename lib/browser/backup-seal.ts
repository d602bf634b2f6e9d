/** How a passphrase seals a backup: PBKDF2 with SHA-256 makes the key, AES-GCM with 256 bits seals. Salt and start in base64. */
export type SealLock = { readonly iterations: number; readonly salt: string; readonly iv: string }

/** OWASP's figure for PBKDF2-HMAC-SHA-256. */
export const ITERATIONS = 600_000

const bytes = (text: string) => new TextEncoder().encode(text)

const keyFrom = async (passphrase: string, { iterations, salt }: SealLock): Promise<CryptoKey> => {
  // The same words typed on another system may be encoded otherwise.
  const material = await crypto.subtle.importKey('raw', bytes(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: Uint8Array.fromBase64(salt) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

const parameters = ({ iv }: SealLock, beside: string) => ({
  name: 'AES-GCM',
  iv: Uint8Array.fromBase64(iv),
  additionalData: bytes(beside),
})

/** A lock that no other backup has. */
export const freshLock = (): SealLock => ({
  iterations: ITERATIONS,
  salt: crypto.getRandomValues(new Uint8Array(16)).toBase64(),
  iv: crypto.getRandomValues(new Uint8Array(12)).toBase64(),
})

/** Seals a text; `beside` stays readable and cannot be changed unseen. */
export const seal = async (
  text: string,
  passphrase: string,
  lock: SealLock,
  beside: string,
): Promise<string> => {
  const key = await keyFrom(passphrase, lock)
  const sealed = await crypto.subtle.encrypt(parameters(lock, beside), key, bytes(text))
  return new Uint8Array(sealed).toBase64()
}

/** The text again, or null: another passphrase. */
export const unseal = async (
  sealed: string,
  passphrase: string,
  lock: SealLock,
  beside: string,
): Promise<string | null> => {
  const key = await keyFrom(passphrase, lock)
  try {
    const open = await crypto.subtle.decrypt(parameters(lock, beside), key, Uint8Array.fromBase64(sealed))
    return new TextDecoder().decode(open)
  } catch {
    return null
  }
}
