/** A small language for the shapes of JSON that a provider documents, to check what is sent and what may be selected. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'any'
  | { readonly oneOf: readonly string[] }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: unknown, shape: 'string' | 'boolean' | 'integer'): boolean =>
  shape === 'integer' ? Number.isInteger(value) : typeof value === shape

/**
 * Where a value departs from its shape, as sentences ("attendees[0].mail: unknown field"). Null fits anywhere: in a
 * PATCH it deletes.
 */
export const departures = (value: unknown, shape: Shape, path = ''): string[] => {
  if (value === null || shape === 'any') return []
  const at = path === '' ? 'body' : path
  if (typeof shape === 'string') return isPlain(value, shape) ? [] : [`${at}: not a ${shape}`]
  if ('oneOf' in shape) {
    return shape.oneOf.includes(value as string)
      ? []
      : [`${at}: ${JSON.stringify(value)} is none of ${shape.oneOf}`]
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return [`${at}: not a list`]
    return value.flatMap((one, index) => departures(one, shape.list, `${path}[${index}]`))
  }
  if (!isObject(value)) return [`${at}: not an object`]
  return Object.entries(value).flatMap(([name, inner]) => {
    const where = path === '' ? name : `${path}.${name}`
    if ('map' in shape) return departures(inner, shape.map, where)
    const known = shape.fields[name]
    return known === undefined ? [`${where}: unknown field`] : departures(inner, known, where)
  })
}
