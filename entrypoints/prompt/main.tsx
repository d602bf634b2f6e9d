import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { keepFocus } from '../../components/keep-focus.ts'
import { lazy } from '../../components/lazy.tsx'
import { startClock } from '../../lib/browser/clock.ts'
import { catalogueLanguage, t } from '../../lib/browser/i18n.ts'
import { PromptApp, wantedFrom } from './prompt-app.tsx'

// What is tried in the settings is in no question's way.
const TrialApp = lazy(async () => (await import('./trial.tsx')).TrialApp)

document.documentElement.lang = catalogueLanguage()
// No client's name in a title: others see it in the taskbar (PRODUCT 4).
document.title = t('prompt_title')
keepFocus()
const root = document.getElementById('root')
// What is shown depends on the time, so that comes first (E25).
if (root) {
  const trial = new URLSearchParams(location.search).get('try')
  const wanted = wantedFrom(location.href)
  void startClock().then(() =>
    render(
      trial === null ? (
        <PromptApp wanted={wanted} />
      ) : (
        <TrialApp what={trial} sessionKey={wanted.sessionKey} />
      ),
      root,
    ),
  )
}
