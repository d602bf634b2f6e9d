import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { startClock } from '../../lib/browser/clock.ts'
import { catalogueLanguage, t } from '../../lib/browser/i18n.ts'
import { PromptApp, wantedFrom } from './prompt-app.tsx'

document.documentElement.lang = catalogueLanguage()
// No client's name in a title: others see it in the taskbar (PRODUCT 4).
document.title = t('prompt_title')
const root = document.getElementById('root')
// What is shown depends on the time, so that comes first (E25).
if (root) void startClock().then(() => render(<PromptApp wanted={wantedFrom(location.href)} />, root))
