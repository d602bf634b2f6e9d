import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/core/answer.ts'
import { HOUR } from '../../lib/core/time.ts'
import { type LetterSubject, letterAbout, lettersAbout } from '../../lib/core/view/letter.ts'

const START = Date.UTC(2026, 10, 24, 10)
const hour = (start: number) => ({ start, end: start + HOUR })

const subject = (part: Partial<LetterSubject> = {}): LetterSubject => ({
  name: 'Dana Reyes',
  address: 'dana@client.example',
  zone: undefined,
  language: undefined,
  session: hour(START),
  kind: 'paid',
  outcome: null,
  times: [],
  newTime: null,
  offered: null,
  settings: undefined,
  ...part,
})
const said = (code: Outcome['code'], counts = false) => ({ code, counts }) as Outcome

describe('which letters fit', () => {
  it.each<[string, Partial<LetterSubject>, number, string[]]>([
    ['before the session', {}, -HOUR, ['confirm']],
    ['while it runs', {}, HOUR / 2, ['are-you-joining']],
    ['after it, while nothing was said', {}, 2 * HOUR, []],
    ['after it took place', { outcome: said('occurred') }, 2 * HOUR, []],
    ['after an outcome', { outcome: said('coach-missed') }, 2 * HOUR, ['paid/coach-missed']],
    [
      'with times held',
      { outcome: said('coach-missed'), times: [hour(START + 24 * HOUR)] },
      2 * HOUR,
      ['paid/coach-missed', 'times-offered'],
    ],
    [
      'with an invitation out',
      { outcome: said('coach-missed'), offered: 'invited', newTime: hour(START + 24 * HOUR) },
      2 * HOUR,
      ['invitation', 'paid/coach-missed'],
    ],
    [
      'with times let go',
      { outcome: said('coach-missed'), offered: 'released', newTime: hour(START + 24 * HOUR) },
      2 * HOUR,
      ['time-released', 'paid/coach-missed'],
    ],
    ['canceled ahead', { outcome: said('canceled-in-time') }, -HOUR, ['paid/canceled-in-time', 'confirm']],
  ])('%s', (_, part, after, letters) => {
    expect(lettersAbout(subject(part), START + after)).toEqual(letters)
  })
})

describe('a letter', () => {
  const here = { zone: 'Europe/Madrid', locale: 'en-GB' }

  it("is in the client's zone and language, signed by the coach", () => {
    const settings = { signature: 'Robin', templates: {} }
    const part = { zone: 'America/New_York', language: 'es', settings }
    const { letter, language, zone } = letterAbout('confirm', subject(part), here)
    expect([language, zone]).toEqual(['es', 'America/New_York'])
    expect(letter.body).toMatch(/martes, 24 de noviembre, 5:00–6:00 \(.+Nueva York|New York\)/)
    expect(letter.body).toMatch(/Robin$/)
  })

  it.each([undefined, 'Mars/Olympus'])("is in the coach's zone where the client's is %s", (zone) => {
    const { letter } = letterAbout('confirm', subject({ zone }), here)
    expect(letter.body).toContain('11:00')
    expect(letter.body).toContain('Central European Time, Madrid')
  })
})
