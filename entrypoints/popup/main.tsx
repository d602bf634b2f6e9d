import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { catalogueLanguage } from '../../lib/browser/i18n.ts'
import { PopupApp } from './popup-app.tsx'

document.documentElement.lang = catalogueLanguage()
const root = document.getElementById('root')
if (root) render(<PopupApp />, root)
