import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { Icon, type IconName } from '../icon.tsx'
import './shell.css'

export type Place = 'search' | 'past' | 'upcoming' | 'reschedule' | 'clients' | 'reports' | 'settings'

const places: readonly { readonly place: Place; readonly icon: IconName; readonly label: () => string }[] = [
  { place: 'past', icon: 'calendar', label: () => t('dash_past') },
  { place: 'upcoming', icon: 'clock', label: () => t('dash_upcoming') },
  { place: 'reschedule', icon: 'back', label: () => t('dash_reschedule') },
  { place: 'clients', icon: 'person', label: () => t('dash_clients') },
  { place: 'reports', icon: 'bars', label: () => t('dash_reports') },
  { place: 'settings', icon: 'sliders', label: () => t('dash_settings') },
]

/** Every place; a place's page has its name as address. */
export const PLACES: readonly Place[] = ['search', ...places.map(({ place }) => place)]

/** Afterward's own leaf, as in the toolbar. */
const Brand = () => (
  <p class="brand">
    <img src="/icon/48.png" alt="" width={24} height={24} />
    <span>{t('extensionName')}</span>
  </p>
)

/**
 * The frame of the dashboard: the places on the left (on top under 720 px), the page on the right. `counts` stand beside a place;
 * `notices` are what the coach should see wherever they are.
 */
export const Shell = ({
  current,
  counts,
  sync,
  notices,
  children,
}: {
  readonly current: Place | null
  readonly counts: Readonly<Partial<Record<Place, number>>>
  readonly sync?: ComponentChildren
  readonly notices?: ComponentChildren
  readonly children: ComponentChildren
}) => (
  <div class="shell">
    <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
      {t('dash_skip')}
    </button>
    <header class="rail" data-screen>
      <div class="head">
        <Brand />
        <a class="find" href="#/search" aria-current={current === 'search' ? 'page' : undefined}>
          <Icon name="search" size={18} />
          <span>{t('search_title')}</span>
        </a>
      </div>
      <nav aria-label={t('dash_navigation')}>
        <ul class="plain-list">
          {places.map(({ place, icon, label }) => (
            <li key={place}>
              <a href={`#/${place}`} aria-current={place === current ? 'page' : undefined}>
                <Icon name={icon} size={18} />
                <span>{label()}</span>
                {(counts[place] ?? 0) > 0 && <span class="count tabular">{counts[place]}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sync && <div class="sync">{sync}</div>}
    </header>
    <main id="main" tabIndex={-1}>
      {notices && (
        <div class="notices" data-screen>
          {notices}
        </div>
      )}
      {children}
    </main>
  </div>
)
