import { withoutComments } from './files.ts'

export type Entry = {
  readonly message: string
  readonly description?: string
  readonly placeholders?: Readonly<Record<string, { readonly content: string; readonly example?: string }>>
}
export type Catalogue = Readonly<Record<string, Entry>>

const pluralForm = /_(zero|one|two|few|many|other)$/

/** Where a text's values go in: the names and numbers between dollar signs, sorted; `$$` is a dollar. */
export const placeholdersOf = ({ message, placeholders = {} }: Entry): string[] =>
  [...message.replaceAll('$$', '').matchAll(/\$(\w+)\$|\$(\d)/g)]
    .map(([, name, number]) =>
      name ? (placeholders[name.toLowerCase()]?.content ?? `unknown ${name}`) : `$${number}`,
    )
    .sort()

/** Keys that one catalogue lacks; forms of a plural that its language alone has ("many") may be missing in the other. */
export const missingKeys = (from: Catalogue, to: Catalogue): string[] =>
  Object.keys(from).filter(
    (key) => !to[key] && !(/_(few|many)$/.test(key) && to[key.replace(pluralForm, '_other')]),
  )

/** What sources say about keys: exact ones, and the beginnings of computed ones (`t(`failure_${kind}`)`). */
export type Mentions = { readonly exact: ReadonlySet<string>; readonly beginnings: readonly string[] }

/** Every key-like word in a source: in quotes, as `__MSG_key__`, or the beginning of a template. */
export const mentionsIn = (sources: readonly string[]): Mentions => {
  const text = sources.map(withoutComments).join('\n')
  const quoted = [...text.matchAll(/(['"`])([A-Za-z]\w*)\1/g)].map((match) => match[2] ?? '')
  const named = [...text.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] ?? '')
  const beginnings = [...text.matchAll(/`([A-Za-z]\w*_\w*)\$\{/g)].map((match) => match[1] ?? '')
  return { exact: new Set([...quoted, ...named]), beginnings }
}

/** Keys of the catalogue that no source mentions, neither whole nor as a plural's stem nor by a computed beginning. */
export const unusedKeys = (catalogue: Catalogue, { exact, beginnings }: Mentions): string[] =>
  Object.keys(catalogue).filter(
    (key) =>
      !exact.has(key) &&
      !exact.has(key.replace(pluralForm, '')) &&
      !beginnings.some((beginning) => key.startsWith(beginning)),
  )

/** Mentioned words that look like keys of this catalogue (`dash_…`, when it has other `dash_` keys) but are not in it. */
export const unknownKeys = (catalogue: Catalogue, { exact, beginnings }: Mentions): string[] => {
  const keys = Object.keys(catalogue)
  const areas = new Set(
    keys.filter((key) => key.includes('_')).map((key) => key.slice(0, key.indexOf('_') + 1)),
  )
  const isArea = (word: string): boolean => areas.has(word.slice(0, word.indexOf('_') + 1))
  return [
    ...[...exact].filter((word) => isArea(word) && !catalogue[word] && !catalogue[`${word}_other`]),
    ...beginnings.filter((word) => isArea(word) && !keys.some((key) => key.startsWith(word))),
  ]
}
