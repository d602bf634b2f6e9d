/** Longer texts are cut: nobody reads on, and a hostile one must not keep us. */
const LONGEST = 100_000

/** Everything that is markup; what never ends is markup to the end of the text, so that no text is searched twice. */
const MARKUP = /<(style|script|head|title)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)|<[^>]*(?:>|$)/gi

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const character = (entity: string, name: string): string => {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
}

/** What stands in place of a piece of markup: the end of a line, the address of a link, or nothing. */
const insteadOf = (markup: string): string => {
  if (/^<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b/i.test(markup)) return '\n'
  const link = /^<a\s[^>]*?href\s*=\s*["']?(https:[^"'\s>]+)/i.exec(markup)?.[1]
  return link === undefined ? '' : `${link} `
}

/** The text of an HTML body, with the addresses of its links. Only ever shown as text (E54). */
export const textOfHtml = (html: string): string =>
  html
    .slice(0, LONGEST)
    .replace(MARKUP, insteadOf)
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, character)
    .replace(/\r/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?(?:\n ?)*/g, '\n')
    .trim()
