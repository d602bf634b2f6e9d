import type { Page } from 'puppeteer-core'
import { attach, until } from './hands.ts'
import { enterOn } from './keyboard.ts'

/**
 * Goes to what asks for a file and presses it by key. The browser's own window would open then, which no page and no test has keys for: the
 * page has asked for it, and the file is given in its place to the field with this label.
 */
export const chooseFile = async (page: Page, says: string, path: string, label = says): Promise<void> => {
  const asked = await page.evaluateHandle(() => {
    const state = { isAsked: false }
    const listen = (event: MouseEvent) => {
      if (!(event.target instanceof HTMLInputElement && event.target.type === 'file')) return
      event.preventDefault()
      document.removeEventListener('click', listen, true)
      state.isAsked = true
    }
    document.addEventListener('click', listen, true)
    return state
  })
  await enterOn(page, says)
  await until(() => asked.evaluate(({ isAsked }) => isAsked), `“${says}” to ask for a file`)
  await attach(page, label, path)
}
