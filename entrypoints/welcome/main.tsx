import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { catalogueLanguage } from '../../lib/browser/i18n.ts'
import { Welcome } from './welcome.tsx'

document.documentElement.lang = catalogueLanguage()
const root = document.getElementById('app')
if (root) render(<Welcome />, root)
