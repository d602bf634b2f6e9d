import type { Policy } from '../core/policy.ts'
import type { PolicyUse } from '../core/policy-change.ts'
import { defaultPolicy } from '../core/policy-default.ts'
import { canonical, type PolicyTerms, readPolicy, saysTheSame, termsOf } from '../core/policy-document.ts'
import { err, ok, type Result } from '../core/result.ts'
import { type OrganisationPolicy, policyOf, type Settings } from '../core/settings.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'

type PolicyDeps = Pick<Deps, 'store' | 'hasher' | 'clock' | 'ids'>
type PolicyTx = Tx<'settings' | 'policies'>

const TABLES = ['settings', 'policies'] as const

/** A policy under the name of its version: the same wherever the same is said, and the built-in one's own. */
const named = async ({ hasher }: PolicyDeps, terms: PolicyTerms): Promise<Policy> =>
  saysTheSame(terms, defaultPolicy)
    ? defaultPolicy
    : { ...termsOf(terms), version: `p-${(await hasher.sha256(canonical(terms))).slice(0, 8)}` }

/** Keeps changed settings, and the policy that decides from now on beside those before it, if it is another one. */
const keep = async (
  tx: PolicyTx,
  before: Settings,
  after: Settings,
  use: Pick<PolicyUse, 'id' | 'at' | 'by'>,
): Promise<void> => {
  await tx.settings.put({ id: 'settings', value: after })
  const policy = policyOf(after)
  if (policy.version !== policyOf(before).version) await tx.policies.put({ ...use, policy })
}

/**
 * The coach's own policy from now on; `null` is the built-in one. What was answered keeps the outcome and version it has (E39). Refused
 * while the organisation sets the policy.
 */
export const savePolicy = async (
  deps: PolicyDeps,
  { policy: terms, by }: { readonly policy: PolicyTerms | null; readonly by: 'coach' | 'file' },
): Promise<Result<null, { readonly reason: 'set-by-organisation'; readonly failure: null }>> => {
  const policy = await named(deps, terms ?? defaultPolicy)
  const use = { id: deps.ids.next(), at: deps.clock.now(), by }
  return deps.store.write(TABLES, async (tx) => {
    const before = await settingsOf(tx)
    if (before.organisation) return err({ reason: 'set-by-organisation', failure: null })
    await keep(
      tx,
      before,
      { ...before, policy: policy.version === defaultPolicy.version ? null : policy },
      use,
    )
    return ok(null)
  })
}

/**
 * Follows what the organisation set through the browser: `undefined` when it sets nothing (any more), and the coach's own policy holds
 * again. One that cannot be read changes no decision: the last that could stays, and Settings says so.
 */
export const followOrganisation = async (deps: PolicyDeps, set: unknown): Promise<void> => {
  const read = set === undefined ? null : readPolicy(set)
  const policy = read?.ok ? await named(deps, read.value) : null
  const use = { id: deps.ids.next(), at: deps.clock.now() }
  await deps.store.write(TABLES, async (tx) => {
    const { organisation, ...own } = await settingsOf(tx)
    const before: Settings = organisation === undefined ? own : { ...own, organisation }
    if (read === null) {
      if (organisation) await keep(tx, before, own, { ...use, by: 'organisation-gone' })
      return
    }
    const next: OrganisationPolicy = read.ok
      ? { policy, fault: null }
      : { policy: organisation?.policy ?? null, fault: read.error }
    if (JSON.stringify(next) === JSON.stringify(organisation)) return
    await keep(tx, before, { ...own, organisation: next }, { ...use, by: 'organisation' })
  })
}
