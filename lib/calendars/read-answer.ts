import type { ZodMiniType } from 'zod/mini'
import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Answer } from './http.ts'

/** An answer as its schema says, or `malformed` with what is wrong (E52). */
export const readAnswer = <T>(
  answer: Result<Answer, Failure>,
  schema: ZodMiniType<T>,
): Result<T, Failure> => {
  if (!answer.ok) return answer
  const read = schema.safeParse(answer.value.body)
  if (read.success) return ok(read.data)
  const [issue] = read.error.issues
  return err({
    type: 'malformed',
    detail: `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'unreadable'}`,
  })
}
