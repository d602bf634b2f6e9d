import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LETTER_PROGRAMS, letterHtml, letterLink } from '../../lib/core/letter-link.ts'

const letter = { subject: 'Our session & more?', body: 'Hi Dana,\n\nA + B = 100 %\n#1' }

/** What the program would read out of the address. */
const parts = (href: string) => {
  const url = new URL(href)
  return { to: url.searchParams.get('to') ?? decodeURIComponent(url.pathname), query: url.searchParams }
}

describe('opening a letter', () => {
  it('in Gmail', () => {
    const { href, whole } = letterLink('gmail', 'dana@example.com', letter)
    expect(whole).toBe(true)
    expect(href).toMatch(/^https:\/\/mail\.google\.com\/mail\/\?view=cm&/)
    const { to, query } = parts(href)
    expect([to, query.get('su'), query.get('body')]).toEqual([
      'dana@example.com',
      letter.subject,
      letter.body.replaceAll('\n', '\r\n'),
    ])
  })

  it('in Outlook', () => {
    const { href } = letterLink('outlook', 'dana@example.com', letter)
    expect(href).toMatch(/^https:\/\/outlook\.office\.com\/mail\/deeplink\/compose\?/)
    expect(parts(href).query.get('subject')).toBe(letter.subject)
  })

  it('in the mail program, with no + for a blank and lines that end as mail wants them', () => {
    expect(letterLink('mail', 'dana+x@example.com', letter).href).toBe(
      'mailto:dana%2Bx@example.com?subject=Our%20session%20%26%20more%3F&body=Hi%20Dana%2C%0D%0A%0D%0AA%20%2B%20B%20%3D%20100%20%25%0D%0A%231',
    )
  })

  it.each(LETTER_PROGRAMS)('%s: to nobody when no address is known', (program) => {
    expect(letterLink(program, null, letter)).toMatchObject({ whole: true })
    expect(parts(letterLink(program, null, letter).href).to).toBe('')
  })

  it.each([
    ['mail', 1_500, true],
    ['mail', 2_000, false],
    ['gmail', 7_500, true],
    ['gmail', 8_000, false],
    ['outlook', 8_000, false],
  ] as const)('%s with %i characters arrives whole: %s', (program, length, whole) => {
    const long = letterLink(program, 'd@example.com', { subject: 'S', body: 'x'.repeat(length) })
    expect(long.whole).toBe(whole)
    expect(long.href.includes('xxx')).toBe(whole)
    expect(long.href.length).toBeLessThan(8_001)
  })

  it('E54 whatever an address, a subject or a text holds, it reaches only its own place', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 100 })
    fc.assert(
      fc.property(odd, odd, odd, fc.constantFrom(...LETTER_PROGRAMS), (to, subject, body, program) => {
        const hostile = `x@y.z?bcc=evil@z&cc=${to}`
        const { href } = letterLink(program, hostile, {
          subject: `${subject}\r\nBcc: evil@z`,
          body: `${body}&bcc=evil@z#`,
        })
        const { to: read, query } = parts(href)
        expect(read).toBe(hostile.toWellFormed())
        expect([...query.keys()].filter((key) => key === 'bcc' || key === 'cc')).toEqual([])
        expect(href).not.toContain('#')
        expect(query.get(program === 'gmail' ? 'su' : 'subject')).not.toMatch(/[\r\n]/)
      }),
    )
  })
})

it('E54 is copied as paragraphs in which markup is text', () => {
  expect(letterHtml({ subject: '', body: 'Hi <img src=x onerror="x">,\n\nA & B\nC' })).toBe(
    '<p>Hi &lt;img src=x onerror=&quot;x&quot;&gt;,</p><p>A &amp; B<br>C</p>',
  )
})
