/**
 * Every expected way in which a calendar, the network or a sign-in can say no. Whether and when to try again belongs to the
 * failure itself, so that no caller has to look at a status code (API A, B).
 */
export type Failure =
  /** No answer arrived: offline, or the connection broke. The request may or may not have been carried out (E48). */
  | { readonly type: 'offline' }
  /** 429, or 403 with a rate reason. `retryAfterMs` when the provider said how long (E50). */
  | { readonly type: 'rate-limited'; readonly retryAfterMs: number | null }
  /** 5xx. */
  | { readonly type: 'unavailable'; readonly status: number; readonly retryAfterMs: number | null }
  /** 401, or no usable token: the coach has to sign in again; nothing queued is lost (E43). */
  | { readonly type: 'sign-in-needed' }
  /** The sign-in lacks the scope for this: write access is asked for when first needed (PRODUCT 10). */
  | { readonly type: 'scope-needed' }
  /** A plain 403: not the organiser, not writable (E44). Never retried. */
  | { readonly type: 'forbidden'; readonly reason: string }
  /** 404, or 410 for a deleted event. */
  | { readonly type: 'not-found' }
  /** The sync cursor has expired: start over without it, at most once per pull (E47). */
  | { readonly type: 'cursor-expired' }
  /** 412: the event changed since it was read (E51). */
  | { readonly type: 'changed' }
  /** 409: an event with this id exists already, maybe deleted (E48). */
  | { readonly type: 'duplicate' }
  /** Somebody else has the time by now: looked at just before writing, so that nothing was written (E49). */
  | { readonly type: 'slot-taken' }
  /** The whole answer could not be read: not JSON, or not of the expected shape (E52). */
  | { readonly type: 'malformed'; readonly detail: string }
  /** Any other refusal (4xx). Never retried. */
  | { readonly type: 'rejected'; readonly status: number; readonly reason: string }

/** When the same request may be tried again: by itself `later`, `after-sign-in`, or `never`. */
export type Retry =
  | { readonly when: 'later'; readonly notBeforeMs: number | null }
  | { readonly when: 'after-sign-in' }
  | { readonly when: 'never' }

/** Whether and when to try again after a failure; `notBeforeMs` is a wait in ms that the provider asked for, or null. */
export const retryOf = (failure: Failure): Retry => {
  switch (failure.type) {
    case 'offline':
    case 'malformed':
      return { when: 'later', notBeforeMs: null }
    case 'rate-limited':
    case 'unavailable':
      return { when: 'later', notBeforeMs: failure.retryAfterMs }
    case 'sign-in-needed':
    case 'scope-needed':
      return { when: 'after-sign-in' }
    default:
      return { when: 'never' }
  }
}
