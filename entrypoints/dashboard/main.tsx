import { render } from 'preact'
import '../../components/tokens.css'
import '../../components/base.css'
import { afterPaint } from '../../components/after-paint.ts'
import { warmFormats } from '../../components/format.ts'
import { keepFocus } from '../../components/keep-focus.ts'
import { startClock } from '../../lib/browser/clock.ts'
import { catalogueLanguage } from '../../lib/browser/i18n.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { App } from './app.tsx'

document.documentElement.lang = catalogueLanguage()
keepFocus()
// On its way while the time is asked for.
booksForReading()
const root = document.getElementById('app')
const start = async (root: HTMLElement): Promise<void> => {
  // What is shown depends on the time, so that comes first (E25).
  await startClock()
  render(<App />, root)
  // While the first rows are read.
  afterPaint(warmFormats)
}
if (root) void start(root)
