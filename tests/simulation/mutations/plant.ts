import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import type { Mutation } from './mutation.ts'

/** Makes a slip in the product as it is loaded from now on in this thread. Throws when its words are not there exactly once. */
export const plant = ({ name, file, from, to }: Mutation): void => {
  const place = new URL(`../../../lib/${file}`, import.meta.url)
  const original = readFileSync(place, 'utf8')
  const found = original.split(from).length - 1
  if (found !== 1) throw new Error(`"${name}" fits ${found} times into ${file}`)
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      return url === place.href ? { ...loaded, source: original.replace(from, () => to) } : loaded
    },
  })
}
