import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { weekdayTime } from '../format.ts'
import { Icon } from '../icon.tsx'
import './welcome.css'

/** The browser's bar: the puzzle piece, its list, and the pin beside our name. Drawn, because no two browsers look alike. */
const PinPicture = () => (
  <svg
    class="picture"
    viewBox="0 0 176 96"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
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
  </svg>
)

const CardPicture = () => (
  <svg
    class="picture"
    viewBox="0 0 176 96"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    <rect x="34" y="4" width="108" height="88" rx="8" />
    <path d="M46 20h60M46 30h40" stroke-opacity="0.5" />
    <rect x="46" y="44" width="84" height="16" rx="5" fill="var(--accent)" stroke="none" />
    <path d="m82 52 3 3 6-6" stroke="var(--on-accent)" />
    <rect x="46" y="66" width="39" height="14" rx="5" />
    <rect x="91" y="66" width="39" height="14" rx="5" />
  </svg>
)

/** The last step: pin the button, try the question, and know in plain words what Afterward can and cannot do. */
export const Ready = ({
  last,
  busy,
  onTry,
}: {
  /** The last session that has ended, or null: then there is nothing to try it on. */
  readonly last: { readonly name: string; readonly start: number } | null
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
