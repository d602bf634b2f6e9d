import { askPages, REDIRECT } from '../adapters.ts'
import type { Browser } from '../browser.ts'
import type { Network } from '../network.ts'
import { COACH } from './cloud.ts'

/** Where each service's page posts what was pressed on it. */
const DECISIONS = {
  google: 'https://accounts.google.com/o/oauth2/v2/auth/decision',
  outlook: 'https://login.microsoftonline.com/common/decision',
} as const

/** Everything ticked, and the button pressed. */
const decision = (url: string): string => {
  const { search, searchParams } = new URL(url)
  const form = new URLSearchParams({ request: search.slice(1), account: COACH, decision: 'allow' })
  for (const scope of searchParams.get('scope')?.split(' ') ?? []) form.append('scope', scope)
  return form.toString()
}

/** The coach signs in at a service's pages; the first time, they also choose what is watched. */
export const connectTo = async (
  browser: Browser,
  network: Network,
  {
    provider,
    accountId,
    calendarIds,
  }: {
    readonly provider: keyof typeof DECISIONS
    readonly accountId: string
    readonly calendarIds: readonly string[]
  },
): Promise<void> => {
  const known = browser.disk.rows('accounts').some(({ id }) => id === accountId)
  const begun = await browser.send('signInStart', {
    provider,
    access: 'write',
    accountId: known ? accountId : null,
    redirectUri: REDIRECT,
  })
  if (!begun.ok) return
  const page = network.fetchOf(browser.name, () => browser.device.isOnline)
  // Without a network the page does not even load.
  const location = await askPages(browser.device, page, DECISIONS[provider], decision(begun.value.url)).catch(
    () => null,
  )
  await browser.send('signInFinish', { redirectedTo: location ?? '' })
  if (known) return
  for (const { key, chosen } of browser.disk.rows('calendars').filter((row) => row.accountId === accountId)) {
    const wanted = calendarIds.some((id) => key === `${accountId}/${id}`)
    if (wanted !== chosen) await browser.send('chooseCalendar', { calendarKey: key, chosen: wanted })
  }
}
