import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import './welcome.css'

export type Step = 'connect' | 'calendars' | 'coaching' | 'clients' | 'ready'

export const STEPS: readonly Step[] = ['connect', 'calendars', 'coaching', 'clients', 'ready']

const stepName = (step: Step): string => {
  const names: Record<Step, string> = {
    connect: t('welcome_stepConnect'),
    calendars: t('welcome_stepCalendars'),
    coaching: t('welcome_stepCoaching'),
    clients: t('welcome_stepClients'),
    ready: t('welcome_stepReady'),
  }
  return names[step]
}

/** The five steps of the first run. `reached` is how far the coach can go back and forth; each step says what it does. */
export const WelcomeFrame = ({
  step,
  reached,
  title,
  lead,
  children,
  onStep,
  next,
}: {
  readonly step: Step
  readonly reached: number
  readonly title: string
  readonly lead: ComponentChildren
  readonly children: ComponentChildren
  readonly onStep: (step: Step) => void
  /** The button that goes on; null where the step's own content does. */
  readonly next: {
    readonly label: string
    readonly busy: boolean
    readonly disabled?: boolean
    readonly onPress: () => void
    readonly skip?: { readonly label: string; readonly onPress: () => void }
  } | null
}) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  useEffect(() => {
    document.title = t('dash_title', title)
    if (!first.current) heading.current?.focus()
    first.current = false
  }, [title])
  return (
    <div class="welcome">
      <header>
        <p class="brand">
          <img src="/icon/48.png" alt="" width={28} height={28} />
          <span>{t('extensionName')}</span>
        </p>
        <nav aria-label={t('welcome_steps')}>
          <ol>
            {STEPS.map((each, index) => (
              <li key={each} class={index < STEPS.indexOf(step) ? 'done' : undefined}>
                <button
                  type="button"
                  aria-current={each === step ? 'step' : undefined}
                  disabled={index > reached}
                  onClick={() => onStep(each)}
                >
                  <span class="dot" aria-hidden="true">
                    {index < STEPS.indexOf(step) ? <Icon name="check" size={14} /> : index + 1}
                  </span>
                  <span class="word">{stepName(each)}</span>
                </button>
              </li>
            ))}
          </ol>
        </nav>
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p class="lead">{lead}</p>
        {children}
        {next && (
          <div class="go-on">
            <Button
              variant="primary"
              size="lg"
              busy={next.busy}
              disabled={next.disabled ?? false}
              onClick={next.onPress}
            >
              {next.label}
            </Button>
            {next.skip && (
              <Button variant="quiet" size="lg" onClick={next.skip.onPress}>
                {next.skip.label}
              </Button>
            )}
          </div>
        )}
      </main>
    </div>
  )
}
