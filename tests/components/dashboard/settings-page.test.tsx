import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { Route, Router, useRoute } from 'preact-iso/router'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { About } from '../../../components/dashboard/about.tsx'
import { HashLocation } from '../../../components/dashboard/hash-location.tsx'
import { PageHead } from '../../../components/dashboard/page-head.tsx'
import { SettingsPage } from '../../../components/dashboard/settings-page.tsx'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
const shown = vi.fn()
beforeEach(() => {
  shown.mockClear()
  Element.prototype.scrollIntoView = function (this: Element) {
    shown(this.id)
  }
})
afterEach(() => {
  cleanup()
  location.hash = ''
})

const page = (part?: string) => (
  <SettingsPage
    notes={null}
    accounts="accounts"
    coaching="rules"
    asking="ask"
    rescheduling="hours"
    letters="letters"
    outcomes="annotations"
    writing="sync"
    data="backup"
    policy="policy"
    ownClient="own client"
    direct="direct"
    evidence="evidence"
    diagnostics="lines"
    part={part}
    wanted={null}
  />
)

it('says which Afterward this is, and leads to the licenses that come with it', () => {
  render(<About version="0.1.0" />)
  expect(screen.getByText(/^Afterward 0\.1\.0/)).toBeTruthy()
  const link = screen.getByRole('link', { name: 'Licenses of the software in it' })
  expect(link.getAttribute('href')).toBe('/third-party-licenses.txt')
})

describe('the parts of the settings', () => {
  it('each have a link that leads to the part of that name', () => {
    render(page())
    const links = [...screen.getByRole('navigation', { name: 'Parts of the settings' }).querySelectorAll('a')]
    const led = links.map((link) => document.getElementById(link.hash.slice(1))?.querySelector('h2'))
    expect(led).toEqual(screen.getAllByRole('heading', { level: 2 }))
    expect(links.map(({ textContent }) => textContent)).toContain('Outcomes')
  })

  it('are gone to when the address names one', () => {
    render(page('letters'))
    expect(shown.mock.calls).toEqual([['/settings/letters']])
  })

  it('are where the page stays, while another page begins at its top', async () => {
    const top = vi.spyOn(globalThis, 'scrollTo').mockImplementation(() => undefined)
    const Part = () => page(useRoute().params.part)
    const goTo = async (hash: string, heading: string) => {
      location.hash = hash
      dispatchEvent(new HashChangeEvent('hashchange'))
      await screen.findByRole('heading', { name: heading })
    }
    location.hash = '#/settings'
    render(
      <HashLocation>
        <Router>
          <Route path="/settings/:part?" component={Part} />
          <Route path="/past" component={() => <PageHead title="Past" />} />
        </Router>
      </HashLocation>,
    )
    await goTo('#/settings/letters', 'Settings')
    await waitFor(() => expect(shown.mock.calls).toEqual([['/settings/letters']]))
    expect(top).not.toHaveBeenCalled()
    await goTo('#/past', 'Past')
    expect(top).toHaveBeenCalledExactlyOnceWith(0, 0)
  })
})
