import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { catalogueLanguage, t } from '../../lib/browser/i18n.ts'
import { PromptApp, wantedFrom } from './prompt-app.tsx'

document.documentElement.lang = catalogueLanguage()
// No client's name in a title: others see it in the taskbar (PRODUCT 4).
document.title = t('prompt_title')
const root = document.getElementById('root')
if (root) render(<PromptApp wanted={wantedFrom(location.href)} />, root)
