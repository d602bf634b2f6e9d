import { marked } from '../lib/core/search.ts'

/** Text with the words that were looked for marked in it; as it is without any. */
export const Marked = ({ text, words }: { readonly text: string; readonly words: readonly string[] }) =>
  words.length === 0
    ? text
    : marked(text, words).map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))
