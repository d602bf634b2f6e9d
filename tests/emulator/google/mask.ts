import type { Shape } from '../shape.ts'
import { badRequest } from './refusal.ts'

/** A parsed `fields` parameter: what to keep of an object; `true` keeps all of it. */
export type Mask = true | { readonly [name: string]: Mask }

type Cursor = { readonly text: string; at: number }

const wrong = (text: string): never => badRequest(`Invalid field selection ${text}`, 'fields')

const merged = (a: Mask | undefined, b: Mask): Mask => {
  if (a === undefined || a === true || b === true) return a === true ? true : b
  const both: Record<string, Mask> = { ...a }
  for (const [name, mask] of Object.entries(b)) both[name] = merged(both[name], mask)
  return both
}

const readName = (cursor: Cursor): string => {
  const [name] = /^[A-Za-z0-9_*$-]+/.exec(cursor.text.slice(cursor.at)) ?? []
  if (name === undefined) return wrong(cursor.text)
  cursor.at += name.length
  return name
}

/** One of `a`, `a/b`, `a(b,c)`. */
const readPart = (cursor: Cursor): { readonly name: string; readonly mask: Mask } => {
  const name = readName(cursor)
  const next = cursor.text[cursor.at]
  if (next === '/') {
    cursor.at += 1
    const inner = readPart(cursor)
    return { name, mask: { [inner.name]: inner.mask } }
  }
  if (next === '(') {
    cursor.at += 1
    const mask = readList(cursor)
    if (cursor.text[cursor.at] !== ')') return wrong(cursor.text)
    cursor.at += 1
    return { name, mask }
  }
  return { name, mask: true }
}

const readList = (cursor: Cursor): Mask => {
  let mask: Mask = {}
  for (;;) {
    const part = readPart(cursor)
    mask = merged(mask, { [part.name]: part.mask })
    if (cursor.text[cursor.at] !== ',') return mask
    cursor.at += 1
  }
}

/** The first name a mask selects that the shape does not have, or null. */
const strangeName = (mask: Mask, shape: Shape): string | null => {
  if (mask === true || shape === 'any') return null
  if (typeof shape === 'string' || 'oneOf' in shape) return Object.keys(mask)[0] ?? null
  if ('list' in shape) return strangeName(mask, shape.list)
  for (const [name, inner] of Object.entries(mask)) {
    if (name === '*') continue
    const known = 'map' in shape ? shape.map : shape.fields[name]
    const strange = known === undefined ? name : strangeName(inner, known)
    if (strange !== null) return strange
  }
  return null
}

/** Reads a partial-response mask (`items(id,start),nextPageToken`); 400 where it is malformed or names what the answer cannot have. */
export const parseMask = (text: string, shape: Shape): Mask => {
  const cursor: Cursor = { text, at: 0 }
  const mask = readList(cursor)
  if (cursor.at !== text.length) return wrong(text)
  const strange = strangeName(mask, shape)
  return strange === null ? mask : wrong(strange)
}

/** What a mask leaves of a value; lists are masked line by line. */
export const applyMask = (value: unknown, mask: Mask): unknown => {
  if (mask === true || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => applyMask(one, mask))
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    const own = mask[name] ?? mask['*']
    if (own !== undefined && inner !== undefined) kept[name] = applyMask(inner, own)
  }
  return kept
}
