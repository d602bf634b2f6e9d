import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { weekdayTime } from '../format.ts'
import { Icon } from '../icon.tsx'
import './welcome.css'

/** The frame of every picture of this page. It says nothing that the words beside it do not say. */
const Picture = ({ children }: { readonly children: ComponentChildren }) => (
  <svg
    class="picture"
    viewBox="0 0 176 96"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    {children}
  </svg>
)

/** The browser's bar: the puzzle piece, its list, and the pin beside our name. Drawn, because no two browsers look alike. */
const PinPicture = () => (
  <Picture>
    <rect x="1" y="1" width="174" height="22" rx="6" />
    <rect x="10" y="7" width="96" height="10" rx="5" />
    <path d="M139 8.5h3.2a2.3 2.3 0 1 1 4.6 0h3.2v3.2a2.3 2.3 0 1 0 0 4.6v1.2h-11z" />
    <circle cx="164" cy="12" r="4" />
    <rect x="58" y="30" width="110" height="62" rx="8" />
    <path d="M70 44h50M70 78h50" stroke-opacity="0.5" />
    <rect x="66" y="52" width="94" height="18" rx="5" fill="var(--accent-tint)" stroke="none" />
    <rect x="72" y="56" width="10" height="10" rx="2.5" fill="var(--accent)" stroke="none" />
    <path d="M88 61h34" stroke="var(--accent-ink)" />
    <path d="m146 56 6 6-3 1-3 3-1-3-3-1 4-3zM146.500 62l-4 4" stroke="var(--accent-ink)" />
  </Picture>
)

const CardPicture = () => (
  <Picture>
    <rect x="34" y="4" width="108" height="88" rx="8" />
    <path d="M46 20h60M46 30h40" stroke-opacity="0.5" />
    <rect x="46" y="44" width="84" height="16" rx="5" fill="var(--accent)" stroke="none" />
    <path d="m82 52 3 3 6-6" stroke="var(--on-accent)" />
    <rect x="46" y="66" width="39" height="14" rx="5" />
    <rect x="91" y="66" width="39" height="14" rx="5" />
  </Picture>
)

const EarlierPicture = () => (
  <Picture>
    <rect x="26" y="8" width="124" height="82" rx="8" />
    <path d="M26 26h124" stroke-opacity="0.5" />
    <rect x="38" y="36" width="12" height="12" rx="3" fill="var(--accent)" stroke="none" />
    <rect x="38" y="54" width="12" height="12" rx="3" fill="var(--accent)" stroke="none" />
    <rect x="38.750" y="72.750" width="10.500" height="10.500" rx="3" />
    <path d="m41 42 2 2 4-4M41 60l2 2 4-4" stroke="var(--on-accent)" />
    <path d="M58 42h62M58 60h48M58 78h56" stroke-opacity="0.5" />
  </Picture>
)

/** The last step: pin the button, try the question, and know in plain words what Afterward can and cannot do. */
export const Ready = ({
  last,
  earlier,
  busy,
  onTry,
}: {
  /** The last session that has ended, or null: then there is nothing to try it on. */
  readonly last: { readonly name: string; readonly start: number } | null
  /** How many sessions could still be entered that ended before Afterward came. */
  readonly earlier: number
  readonly busy: boolean
  readonly onTry: () => void
}) => (
  <>
    <ul class="ready-list">
      <li>
        <PinPicture />
        <div>
          <h2>{t('welcome_pin')}</h2>
          <p>{t('welcome_pinHow')}</p>
        </div>
      </li>
      <li>
        <CardPicture />
        <div>
          <h2>{t('welcome_tryTitle')}</h2>
          <p>{last ? t('welcome_tryHow') : t('welcome_tryNothing')}</p>
          {last && (
            <Button busy={busy} onClick={onTry}>
              {t('welcome_try', last.name, weekdayTime(last.start))}
            </Button>
          )}
        </div>
      </li>
      {earlier > 0 && (
        <li>
          <EarlierPicture />
          <div>
            <h2>{t('welcome_earlier')}</h2>
            <p>{plural('welcome_earlierHow', earlier)}</p>
            <a class="button secondary md" href="dashboard.html#/past?show=history">
              <span class="label">{t('welcome_earlierGo')}</span>
            </a>
          </div>
        </li>
      )}
    </ul>
    <ul class="plain-words plain-list">
      {[t('welcome_plainRuns'), t('welcome_plainNotes'), t('welcome_plainServer')].map((words) => (
        <li key={words}>
          <Icon name="info" />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  </>
)
