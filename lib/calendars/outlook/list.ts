import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { readAnswer } from '../read-answer.ts'
import { isGraphLink, type Request, type Send } from './request.ts'
import { type ListPage, page } from './wire.ts'

/** Every item of a list, over all its pages. `read` gives null for what is left out. */
export const listAll = async <T>(
  send: Send,
  first: Pick<Request, 'at' | 'query'>,
  read: (item: unknown) => T | null,
): Promise<Result<readonly T[], Failure>> => {
  const items: T[] = []
  let next: Request | null = { method: 'GET', ...first }
  while (next !== null) {
    const answer: Result<ListPage, Failure> = readAnswer(await send(next), page)
    if (!answer.ok) return answer
    for (const item of answer.value.value) {
      const one = read(item)
      if (one !== null) items.push(one)
    }
    const link: string | null = answer.value['@odata.nextLink'] ?? null
    if (link !== null && !isGraphLink(link)) return err(ELSEWHERE)
    next = link === null ? null : { method: 'GET', at: link }
  }
  return ok(items)
}

/** A next page that is not Graph's own. */
export const ELSEWHERE: Failure = { type: 'malformed', detail: 'The next page lies elsewhere' }
