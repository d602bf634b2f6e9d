import { t } from '../lib/browser/i18n.ts'
import type { Failure } from '../lib/core/failure.ts'
import { ErrorNote } from './feedback.tsx'
import type { Act, Refused } from './use-act.ts'

/** What a calendar's failure is called in a sentence of its own. */
export const failureWords = (failure: Failure): string => {
  switch (failure.type) {
    case 'offline':
      return t('failure_offline')
    case 'rate-limited':
      return t('failure_rateLimited')
    case 'unavailable':
      return t('failure_unavailable')
    case 'sign-in-needed':
      return t('failure_signIn')
    case 'scope-needed':
      return t('failure_scope')
    case 'forbidden':
      return t('failure_forbidden')
    case 'not-found':
      return t('failure_notFound')
    case 'slot-taken':
      return t('refusal_slotTaken')
    case 'changed':
    case 'duplicate':
      return t('failure_changed')
    case 'rejected':
      return t(failure.reason === 'account-removed' ? 'failure_accountRemoved' : 'failure_rejected')
    default:
      return t('failure_rejected')
  }
}

/** A "no" on the sign-in page comes in three kinds: to all of it, to a part, or from another account. */
const deniedWords = (failure: Failure | null): string => {
  if (failure?.type === 'scope-needed') return t('refusal_signInScope')
  return failure?.type === 'rejected' ? t('refusal_signInOther') : t('refusal_signInDenied')
}

const whatHappened = ({ reason, failure }: Refused): string => {
  switch (reason) {
    case 'calendar':
      return failure ? failureWords(failure) : t('refusal_calendar')
    case 'not-found':
      return t('refusal_notFound')
    case 'no-slots':
      return t('refusal_noSlots')
    case 'no-fair-slots':
      return t('refusal_noFairSlots')
    case 'slot-taken':
      return t('refusal_slotTaken')
    case 'too-many-holds':
      return t('refusal_tooManyHolds')
    case 'not-writable':
      return t('refusal_notWritable')
    case 'set-by-organisation':
      return t('refusal_setByOrganisation')
    case 'no-address':
      return t('refusal_noAddress')
    case 'sign-in-unknown':
      return t('refusal_signInUnknown')
    case 'sign-in-denied':
      return deniedWords(failure)
    case 'sign-in-expired':
      return t('refusal_signInExpired')
    case 'sign-in-admin':
      return t('refusal_signInAdmin')
    case 'sign-in-client':
      return t('refusal_signInClient')
    case 'sign-in-closed':
      return t('refusal_signInClosed')
    case 'sign-in-unreachable':
      return t('refusal_signInUnreachable')
    case 'no-client-id':
      return t('refusal_noClientId')
    case 'unreachable':
      return t('refusal_unreachable')
    case 'storage':
      return t('refusal_storage')
    default:
      return t('refusal_badMessage')
  }
}

/** What is safe although it did not work. */
const whatIsSafe = ({ reason }: Refused): string => {
  if (reason.startsWith('sign-in') || reason === 'no-client-id') return t('refusal_safeSignIn')
  if (reason === 'storage') return t('refusal_safeStorage')
  return reason === 'slot-taken' ||
    reason === 'no-slots' ||
    reason === 'no-fair-slots' ||
    reason === 'too-many-holds'
    ? t('refusal_safeNothingWritten')
    : t('refusal_safe')
}

/** Says why the last thing asked for was not done, when it was one of `names`; nothing otherwise. */
export const RefusalNote = ({
  act,
  names,
  retry,
}: {
  readonly act: Act
  /** Prefixes of the names given to `act.run`. */
  readonly names: readonly string[]
  readonly retry?: () => void
}) => {
  if (!(act.refused && names.some((name) => act.refused?.name.startsWith(name)))) return null
  const { refusal } = act.refused
  return (
    <ErrorNote
      what={whatHappened(refusal)}
      safe={whatIsSafe(refusal)}
      action={
        retry
          ? {
              label: t(refusal.reason === 'slot-taken' ? 'queue_findAgain' : 'refusal_retry'),
              onPress: retry,
            }
          : { label: t('refusal_ok'), onPress: act.forget }
      }
    />
  )
}
