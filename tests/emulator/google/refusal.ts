import type { Reply } from '../provider.ts'

/** An error as Google words it. `domain` is `global` unless said. */
export type Refusal = {
  readonly status: number
  readonly reason: string
  readonly message: string
  readonly domain?: string
  /** The parameter at fault. */
  readonly location?: string
  readonly locationType?: 'parameter' | 'header'
  readonly details?: readonly unknown[]
  /** Set where only a faulty client gets this far; it is then recorded as a violation too. */
  readonly violation?: boolean
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  412: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
}

const carried = new WeakMap<Error, Refusal>()

/** Ends the request with an error. Thrown rather than returned: a refusal ends the request at any depth, and one place, the router, turns it into the answer. */
export function refuse(refusal: Refusal): never {
  const error = new Error(`${refusal.status} ${refusal.reason}: ${refusal.message}`)
  carried.set(error, refusal)
  throw error
}

/** The refusal in a caught error, or null where the error is the emulator's own fault. */
export const refusalOf = (error: unknown): Refusal | null =>
  error instanceof Error ? (carried.get(error) ?? null) : null

/** `{error:{code,message,errors:[…],status}}`, as the API sends it. */
export const refusalReply = (refusal: Refusal): Reply => {
  const { status, reason, message, domain = 'global', location, locationType, details } = refusal
  return {
    status,
    headers:
      status === 401
        ? [['www-authenticate', 'Bearer realm="https://accounts.google.com/", error="invalid_token"']]
        : [],
    body: {
      error: {
        code: status,
        message,
        errors: [
          {
            message,
            domain,
            reason,
            ...(location ? { location, locationType: locationType ?? 'parameter' } : {}),
          },
        ],
        ...(STATUS_NAMES[status] ? { status: STATUS_NAMES[status] } : {}),
        ...(details ? { details } : {}),
      },
    },
  }
}

/** 400 for something malformed in the request. */
export function badRequest(message: string, location?: string): never {
  refuse({ status: 400, reason: 'invalid', message, ...(location ? { location } : {}) })
}

/** 400 for what no correct client of ours sends: recorded as a violation (strictness). */
export function violate(message: string, location?: string): never {
  refuse({ status: 400, reason: 'badRequest', message, violation: true, ...(location ? { location } : {}) })
}

/** 404 as for anything that is not there or not to be seen. */
export function notFound(): never {
  refuse({ status: 404, reason: 'notFound', message: 'Not Found' })
}
