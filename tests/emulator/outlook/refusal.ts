import type { Reply } from '../provider.ts'

/** An error as Graph words it. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly message: string
  /** `Retry-After`, s. */
  readonly retryAfter?: number
  /** Set where only a faulty client gets this far; it is then recorded as a violation too. */
  readonly violation?: boolean
}

const carried = new WeakMap<Error, Refusal>()

/** Ends the request with an error. Thrown rather than returned: a refusal ends the request at any depth, and one place turns it into the answer. */
export function refuse(refusal: Refusal): never {
  const error = new Error(`${refusal.status} ${refusal.code}: ${refusal.message}`)
  carried.set(error, refusal)
  throw error
}

/** The refusal in a caught error, or null where the error is the emulator's own fault. */
export const refusalOf = (error: unknown): Refusal | null =>
  error instanceof Error ? (carried.get(error) ?? null) : null

/** `{error:{code,message,innerError}}`, as Graph sends it. */
export const refusalReply = ({ status, code, message, retryAfter }: Refusal, now: number): Reply => {
  const date = new Date(now).toISOString().slice(0, 19)
  const requestId = '00000000-0000-4000-8000-000000000000'
  return {
    status,
    headers: [
      ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]),
      ...(status === 401 ? [['www-authenticate', 'Bearer realm="", error="invalid_token"'] as const] : []),
    ],
    body: {
      error: {
        code,
        message,
        innerError: { date, 'request-id': requestId, 'client-request-id': requestId },
      },
    },
  }
}

/** 400 for something malformed in the request. */
export function badRequest(message: string, code = 'ErrorInvalidRequest'): never {
  refuse({ status: 400, code, message })
}

/** 400 for what no correct client of ours sends: recorded as a violation (strictness). */
export function violate(message: string, code = 'BadRequest'): never {
  refuse({ status: 400, code, message, violation: true })
}

/** 404 as for anything that is not there or not to be seen. */
export function notFound(): never {
  refuse({
    status: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  })
}

/** 403 as for anything that may not be done. */
export function denied(message = 'Access is denied. Check credentials and try again.'): never {
  refuse({ status: 403, code: 'ErrorAccessDenied', message })
}
