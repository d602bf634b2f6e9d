import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  LETTER_IDS,
  type LetterFacts,
  letterFor,
  letterValues,
  unknownPlaceholders,
  writeLetter,
} from '../../lib/core/letter.ts'
import {
  LETTER_LANGUAGES,
  type LetterLanguage,
  PLACEHOLDERS,
  written,
} from '../../lib/core/letter-placeholder.ts'
import { letterLanguage, ourTemplate, ownWords, templateOf } from '../../lib/core/letter-templates.ts'
import { REASONS } from '../../lib/core/policy.ts'
import { HOUR } from '../../lib/core/time.ts'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const hour = (text: string) => ({ start: at(text), end: at(text) + HOUR })

const facts: LetterFacts = {
  name: 'Dana Reyes',
  session: hour('2026-11-24T09:00:00Z'),
  times: [hour('2026-11-26T15:00:00Z'), hour('2026-11-27T09:00:00Z')],
  newTime: hour('2026-11-26T15:00:00Z'),
  zone: 'America/New_York',
  locale: 'en-US',
  coach: 'Robin',
}
const all = LETTER_LANGUAGES.flatMap((language) => LETTER_IDS.map((id) => [language, id] as const))

describe('our letters', () => {
  it.each(all)('%s %s: has words, names only what is known, and fills it in', (language, id) => {
    const template = ourTemplate(id, language)
    expect(unknownPlaceholders(template)).toEqual([])
    const letter = writeLetter(template, letterValues(facts))
    expect(letter.subject).not.toBe('')
    expect(`${letter.subject}${letter.body}`).not.toMatch(/[{}]/)
    expect(letter.body).toContain('Dana')
    expect(letter.body).toContain('Robin')
  })

  it.each(all)('%s %s: stays short, and blames nobody', (language, id) => {
    const { subject, body } = ourTemplate(id, language)
    expect(body.length).toBeLessThan(600)
    expect(`${subject} ${body}`).not.toMatch(
      /fault|fail|blame|forgot|should have|unfortunately|penalt|charge|violat|no-?show|lose|lost|late\b|excuse|disappoint|wast|culpa|fall(o|aste)|olvid|deber[íi]as|lamentabl|penaliz|cobr|incumpl|perd(er|iste|ido)|tarde\b|excusa|decepcion|faltaste|plantón/i,
    )
  })

  it.each(all)('%s %s: without any free times promises none', (language, id) => {
    const letter = writeLetter(
      ourTemplate(id, language),
      letterValues({ ...facts, times: [], newTime: null, coach: '' }),
    )
    expect(letter.body).not.toMatch(/:\s*$|These times|a estas( horas)? \(|Estas horas/)
    expect(letter.body).not.toContain('•')
  })

  it.each(all)('%s %s: says the same things in each language', (language, id) => {
    const named = (one: LetterLanguage) =>
      PLACEHOLDERS.filter((name) => JSON.stringify(ourTemplate(id, one)).includes(written(name, one)))
    expect(named(language)).toEqual(named('en'))
    expect(named(language)).toContain('coach')
  })
})

describe('times in a letter', () => {
  it("are the client's, in their language, with their zone named", () => {
    const english = letterValues(facts)
    expect(english.session).toMatch(/^Tuesday, November 24, 4:00\s–\s5:00\sAM$/)
    expect(english.zone).toBe('Eastern Time, New York')
    const spanish = letterValues({ ...facts, zone: 'Europe/Madrid', locale: 'es' })
    expect(spanish.times).toBe(
      '• jueves, 26 de noviembre, 16:00–17:00\n• viernes, 27 de noviembre, 10:00–11:00',
    )
    expect(spanish.zone).toBe('hora de Europa central, Madrid')
  })

  it('E20 keep one name for the zone and each its true hour over a daylight-saving change', () => {
    const values = letterValues({
      ...facts,
      times: [hour('2026-10-24T08:00:00Z'), hour('2026-10-26T09:00:00Z')],
      zone: 'Europe/Madrid',
      locale: 'es',
    })
    expect(values.times).toBe('• sábado, 24 de octubre, 10:00–11:00\n• lunes, 26 de octubre, 10:00–11:00')
  })
})

describe('filling a template', () => {
  const values = letterValues(facts)

  it('leaves out a paragraph that names something unknown, and only that', () => {
    const body = 'Hi {firstName},\n\nThese are free:\n{times}\n\nBye'
    expect(writeLetter({ subject: '', body }, { ...values, times: '' }).body).toBe('Hi Dana,\n\nBye')
  })

  it('an address is nobody’s first name', () => {
    const none = letterValues({ ...facts, name: 'dana@example.com' })
    expect(writeLetter({ subject: '', body: 'Hi {firstName},\n\nBye' }, none).body).toBe('Bye')
  })

  it.each(LETTER_LANGUAGES)('takes every placeholder as it is written in %s', (language) => {
    const body = PLACEHOLDERS.map((placeholder) => written(placeholder, language)).join('|')
    expect(unknownPlaceholders({ subject: '', body })).toEqual([])
    expect(writeLetter({ subject: '', body }, values).body).toBe(
      PLACEHOLDERS.map((placeholder) => values[placeholder]).join('|'),
    )
  })

  it('takes a placeholder typed in capitals, without its accent, or with the accent as a mark of its own', () => {
    const body = '{Nombre}, {SESION}, {sesio\u0301n}'
    expect(unknownPlaceholders({ subject: '', body })).toEqual([])
    expect(writeLetter({ subject: '', body }, { ...values, session: 'today' }).body).toBe(
      'Dana, today, today',
    )
  })

  it('keeps and names what is no placeholder', () => {
    const template = { subject: '{ name }', body: 'Dear {friend}, {friend} {} {times' }
    expect(unknownPlaceholders(template)).toEqual(['friend', ''])
    expect(writeLetter(template, values)).toEqual({
      subject: 'Dana Reyes',
      body: 'Dear {friend}, {friend} {} {times',
    })
  })

  it('E54 whatever a name holds is text: it fills nothing, opens no line of its own, and stays in the subject’s one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (odd) => {
        const name = `{coach} $& $1 {times}\r\nBcc: x@y.z ${odd}`
        const letter = writeLetter(
          { subject: 'For {name}', body: '{name}' },
          letterValues({ ...facts, name }),
        )
        const oneLine = name.replace(/\s+/g, ' ').trim()
        expect(letter).toEqual({ subject: `For ${oneLine}`, body: oneLine })
      }),
    )
  })
})

describe('which letter', () => {
  it.each(REASONS)('%s has one for each kind', (code) => {
    expect(letterFor({ code, counts: true }, 'paid')).toBe(`paid/${code}`)
    expect(letterFor({ code, counts: false }, 'complimentary')).toBe(`complimentary/${code}`)
  })

  it.each(['client-no-show', 'client-late-cancel'] as const)(
    '%s that was not counted, by courtesy or a free miss, never says that it was',
    (code) => {
      expect(letterFor({ code, counts: false }, 'paid')).toBe('not-counted')
    },
  )

  it('there is none where the session took place, was moved, or nothing was said', () => {
    expect(letterFor(null, 'paid')).toBeNull()
    for (const code of ['occurred', 'moved', 'undone'] as const)
      expect(letterFor({ code, counts: false }, 'paid')).toBeNull()
  })
})

describe('whose words', () => {
  it.each([
    ['es', 'en-GB', 'es', 'es'],
    ['es-MX', 'en', 'es', 'es-MX'],
    ['es', 'es-AR', 'es', 'es-AR'],
    [undefined, 'en-GB', 'en', 'en-GB'],
    ['fr', 'es-ES', 'es', 'es-ES'],
    ['fr', 'de', 'en', 'en'],
    ['est', 'en', 'en', 'en'],
  ])('client %s, coach %s: words in %s, times as in %s', (client, coach, language, locale) => {
    expect(letterLanguage(client, coach)).toEqual({ language, locale })
  })

  it("the coach's where there are some, and only what differs from ours is kept", () => {
    const mine = { subject: 'Mine', body: 'Words' }
    const edits = { confirm: { en: mine } }
    expect(templateOf('confirm', 'en', edits)).toEqual(mine)
    expect(templateOf('confirm', 'es', edits)).toEqual(ourTemplate('confirm', 'es'))
    expect(ownWords('confirm', 'en', mine)).toEqual(mine)
    expect(ownWords('confirm', 'en', ourTemplate('confirm', 'en'))).toBeNull()
  })
})
