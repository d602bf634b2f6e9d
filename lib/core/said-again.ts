import type { Answer, Said } from './answer.ts'
import type { Reason } from './policy.ts'

/**
 * The coach's word again, out of what is kept of it; null for one that decides nothing. Canceled in time by the word of another browser,
 * where the hours are kept: endless notice, in time under any policy.
 */
export const saidAgain = ({
  code,
  noticeMs,
  note,
}: Pick<Answer, 'code' | 'noticeMs' | 'note'>): Said | null => {
  if (code === 'moved' || code === 'undone') return null
  if (code === 'occurred') return { occurred: true }
  if (noticeMs !== null && (code === 'canceled-in-time' || code === 'client-late-cancel'))
    return { canceledByClient: { noticeMs } }
  if (code === 'canceled-in-time') return { canceledByClient: { noticeMs: Number.POSITIVE_INFINITY } }
  return { occurred: false, reason: code satisfies Reason, note }
}
