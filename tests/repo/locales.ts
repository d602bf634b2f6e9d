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

/** What stands between the bracket that opens at `from` and the first comma of its own, or its end: the first argument of a call. */
const firstArgument = (text: string, from: number): string => {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if ('([{'.includes(sign)) depth += 1
    if (')]}'.includes(sign)) depth -= 1
    if (depth === 0 || (depth === 1 && sign === ',')) return text.slice(from + 1, at)
  }
  return ''
}

const quotedIn = (text: string): string[] =>
  [...text.matchAll(/(['"`])([A-Za-z]\w*)\1/g)].map((match) => match[2] ?? '')

/** The keys that a call of `t` or of `plural` asks for: what its first argument names, either branch of a choice too. */
const askedBy = (way: 't' | 'plural', source: string): string[] => {
  const text = withoutComments(source)
  return [...text.matchAll(new RegExp(`(?<![\\w.])${way}\\(`, 'g'))].flatMap((match) =>
    quotedIn(firstArgument(text, match.index + match[0].length - 1)),
  )
}

/** "prompt_left" of "prompt_left_one": what a plural is asked for by. "code_other" is no plural but a text of the area "code". */
const stemOf = (key: string): string | null => /^(\w+_\w+)_(?:one|other)$/.exec(key)?.[1] ?? null

/**
 * Keys that are asked for in the wrong way: a text that has a form for one and for many by `t`, which shows the bare key, or one that has
 * none by `plural`; and plural keys named in a source that never asks for a plural.
 */
export const misaskedKeys = (catalogue: Catalogue, sources: readonly string[]): string[] => {
  const stems = new Set(Object.keys(catalogue).map(stemOf))
  return sources.flatMap((source) => {
    const plurals = askedBy('plural', source)
    const asksPlurals = /(?<![\w.])plural\(/.test(withoutComments(source))
    const plain = asksPlurals ? askedBy('t', source) : quotedIn(withoutComments(source))
    return [
      ...plain.filter((key) => stems.has(key)),
      ...plurals.filter((key) => catalogue[key] !== undefined),
    ]
  })
}

/** Stems of plurals that lack a form which every language here has, or that are a text of their own beside their forms. */
export const unevenPlurals = (catalogue: Catalogue): string[] =>
  [...new Set(Object.keys(catalogue).flatMap((key) => stemOf(key) ?? []))].filter(
    (stem) => catalogue[stem] || !catalogue[`${stem}_one`] || !catalogue[`${stem}_other`],
  )
