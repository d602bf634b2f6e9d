import { readFileSync } from 'node:fs'

type Entry = {
  readonly message: string
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>
}
export type Catalogue = Readonly<Record<string, Entry>>

/** The catalogue that is shipped for a language. */
export const shippedCatalogue = (language: 'en' | 'es'): Catalogue =>
  JSON.parse(
    readFileSync(new URL(`../../public/_locales/${language}/messages.json`, import.meta.url), 'utf8'),
  )

/**
 * Puts a `chrome.i18n` in place that reads this catalogue the way the browsers do: keys and placeholder names without case, `$1` …
 * `$9` in texts and placeholders, `$$` for a dollar sign. Returns a function that takes it away again.
 */
export const useCatalogue = (catalogue: Catalogue, uiLanguage = 'en-GB'): (() => void) => {
  const entries = new Map(Object.entries(catalogue).map(([key, entry]) => [key.toLowerCase(), entry]))
  const getMessage = (key: string, substitutions: string | readonly string[] = []): string => {
    const values = typeof substitutions === 'string' ? [substitutions] : substitutions
    const entry = entries.get(key.toLowerCase())
    if (entry === undefined) return ''
    const contents = new Map(
      Object.entries(entry.placeholders ?? {}).map(([name, { content }]) => [name.toLowerCase(), content]),
    )
    const numbered = (text: string) =>
      text.replace(/\$([$1-9])/g, (_, mark) => (mark === '$' ? '$' : (values[Number(mark) - 1] ?? '')))
    return numbered(
      entry.message.replace(
        /\$([a-z0-9_@]+)\$/gi,
        (whole, name) => contents.get(name.toLowerCase()) ?? whole,
      ),
    )
  }
  const global = globalThis as { chrome?: unknown }
  const before = global.chrome
  global.chrome = { ...(before as object | undefined), i18n: { getMessage, getUILanguage: () => uiLanguage } }
  return () => {
    global.chrome = before
  }
}
