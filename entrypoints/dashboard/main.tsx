import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { catalogueLanguage } from '../../lib/browser/i18n.ts'
import { App } from './app.tsx'

document.documentElement.lang = catalogueLanguage()
const root = document.getElementById('app')
if (root) render(<App />, root)
