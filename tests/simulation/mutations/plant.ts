import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import type { Mutation } from './mutation.ts'

const placeOf = ({ file }: Mutation): URL => new URL(`../../../lib/${file}`, import.meta.url)

/** How often a slip's words are there: once, or it says nothing. */
export const fitsOf = (mutation: Mutation): number =>
  readFileSync(placeOf(mutation), 'utf8').split(mutation.from).length - 1

/** Makes a slip in the product as it is loaded from now on in this thread. Throws when its words are not there exactly once. */
export const plant = (mutation: Mutation): void => {
  const { name, file, from, to } = mutation
  const place = placeOf(mutation)
  const fits = fitsOf(mutation)
  if (fits !== 1) throw new Error(`"${name}" fits ${fits} times into ${file}`)
  const original = readFileSync(place, 'utf8')
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      return url === place.href ? { ...loaded, source: original.replace(from, () => to) } : loaded
    },
  })
}
