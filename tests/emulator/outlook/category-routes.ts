import { NEEDED } from './access.ts'
import { guid } from './ids.ts'
import { CONTEXT } from './list.ts'
import { pageOf } from './paging.ts'
import { badRequest, notFound, refuse } from './refusal.ts'
import { type Call, NOTHING, path, type Route } from './route.ts'
import { CATEGORY_SHAPE } from './schema.ts'
import type { Category } from './state.ts'

const contextOf = ({ user }: Call): string => `${CONTEXT}#users('${user.id}')/outlook/masterCategories`

const categoriesOf = ({ state, user }: Call): Map<string, Category> => {
  const known = state.categories.get(user.email) ?? new Map<string, Category>()
  state.categories.set(user.email, known)
  return known
}

const categoryOf = (call: Call): Category => categoriesOf(call).get(call.ids[0] ?? '') ?? notFound()

const add = (call: Call): Category => {
  const known = categoriesOf(call)
  const { displayName, color = 'none' } = call.body as { displayName?: string; color?: string }
  if (!displayName) return badRequest('A category needs a name.', 'ErrorInvalidArgument')
  const isTaken = [...known.values()].some(
    (one) => one.displayName.toLowerCase() === displayName.toLowerCase(),
  )
  if (isTaken)
    refuse({ status: 409, code: 'ErrorCategoryAlreadyExists', message: 'The category exists already.' })
  if (known.size >= call.state.settings.maxCategories)
    return badRequest('The list of categories is full.', 'ErrorCategoryLimitExceeded')
  const category = { id: guid(call.state.seeded), displayName, color }
  known.set(category.id, category)
  return category
}

const entity = (call: Call, category: Category) => ({
  '@odata.context': `${contextOf(call)}/$entity`,
  ...category,
})

/** The methods about a mailbox's own list of categories, each with one of 25 colours. */
export const categoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: path('/outlook/masterCategories'),
    scopes: NEEDED.readSettings,
    query: ['$top', '$skip', '$skiptoken'],
    body: null,
    relies: NOTHING,
    run: (call) => {
      const all = [...categoriesOf(call).values()]
      const { request, query, prefer, state } = call
      const { items, nextLink } = pageOf(all, request, query, prefer, state.settings)
      const next = nextLink === null ? {} : { '@odata.nextLink': nextLink }
      return { body: { '@odata.context': contextOf(call), value: items, ...next } }
    },
  },
  {
    method: 'POST',
    path: path('/outlook/masterCategories'),
    scopes: NEEDED.writeSettings,
    query: [],
    body: CATEGORY_SHAPE,
    relies: NOTHING,
    run: (call) => ({ status: 201, body: entity(call, add(call)) }),
  },
  {
    method: 'PATCH',
    path: path('/outlook/masterCategories/{}'),
    scopes: NEEDED.writeSettings,
    query: [],
    body: CATEGORY_SHAPE,
    relies: NOTHING,
    run: (call) => {
      const before = categoryOf(call)
      if (call.body.displayName !== undefined)
        return badRequest('The name of a category cannot be changed.', 'ErrorInvalidRequest')
      const after = { ...before, color: String(call.body.color ?? before.color) }
      categoriesOf(call).set(after.id, after)
      return { body: entity(call, after) }
    },
  },
  {
    method: 'DELETE',
    path: path('/outlook/masterCategories/{}'),
    scopes: NEEDED.writeSettings,
    query: [],
    body: null,
    relies: NOTHING,
    run: (call) => {
      categoriesOf(call).delete(categoryOf(call).id)
      return { status: 204, body: null }
    },
  },
]
