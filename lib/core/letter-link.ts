import type { Letter } from './letter.ts'

/** Where a letter is opened to be sent by the coach: Afterward itself sends nothing (PRODUCT 1). */
export type LetterProgram = 'gmail' | 'outlook' | 'mail'
export const LETTER_PROGRAMS = ['gmail', 'outlook', 'mail'] as const satisfies readonly LetterProgram[]

/** `whole` false: too long for an address, so that it opens without its text, which has to be pasted. */
export type LetterLink = { readonly href: string; readonly whole: boolean }

/**
 * The longest address that arrives whole: Windows hands no more than 2,083 characters to a mail program, and mail services answer
 * addresses beyond 8 kB with an error page.
 */
const LONGEST: Readonly<Record<LetterProgram, number>> = { gmail: 8_000, outlook: 8_000, mail: 2_000 }

/** Half a character, as a cut-off title may end in, cannot be encoded. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

/** RFC 6068: lines end in CRLF, and an address keeps its @ while everything that could end it is encoded. */
const lines = (text: string): string => encode(text.replaceAll(/\r?\n/g, '\r\n'))
const recipient = (to: string | null): string => encode(to ?? '').replaceAll('%40', '@')

const hrefOf = (program: LetterProgram, to: string | null, { subject, body }: Letter): string => {
  switch (program) {
    case 'gmail':
      return `https://mail.google.com/mail/?view=cm&fs=1&to=${recipient(to)}&su=${encode(subject)}&body=${lines(body)}`
    case 'outlook':
      return `https://outlook.office.com/mail/deeplink/compose?to=${recipient(to)}&subject=${encode(subject)}&body=${lines(body)}`
    case 'mail':
      return `mailto:${recipient(to)}?subject=${encode(subject)}&body=${lines(body)}`
  }
}

/** The address that opens a letter in a mail program, ready to send. `to` null: the coach fills it in. */
export const letterLink = (program: LetterProgram, to: string | null, letter: Letter): LetterLink => {
  const oneLine = { ...letter, subject: letter.subject.replaceAll(/\s+/g, ' ').trim() }
  const href = hrefOf(program, to, oneLine)
  return href.length <= LONGEST[program]
    ? { href, whole: true }
    : { href: hrefOf(program, to, { subject: oneLine.subject.slice(0, 200), body: '' }), whole: false }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asText = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '')

/** The text of a letter as HTML for the clipboard: paragraphs and lines, everything else is text. */
export const letterHtml = ({ body }: Letter): string =>
  body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${asText(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
