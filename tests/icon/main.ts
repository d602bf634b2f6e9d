import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import puppeteer from 'puppeteer-core'
import { ensureBrowsers } from '../browsers.ts'

/** `npm run icon`: draws `public/icon/*.png` from the two drawings beside this file. */
const drawings = [
  { drawing: 'small.svg', widths: [16, 32] },
  { drawing: 'icon.svg', widths: [48, 96, 128] },
] as const

const target = resolve(import.meta.dirname, '../../public/icon')
const browser = await puppeteer.launch({ executablePath: ensureBrowsers().chromium, args: ['--no-sandbox'] })
const page = await browser.newPage()
for (const { drawing, widths } of drawings) {
  const svg = await readFile(resolve(import.meta.dirname, drawing), 'utf8')
  for (const width of widths) {
    await page.setViewport({ width, height: width })
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${width}px;height:${width}px}</style>${svg}`,
    )
    await writeFile(resolve(target, `${width}.png`), await page.screenshot({ omitBackground: true }))
  }
}
await browser.close()
