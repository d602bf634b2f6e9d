import { expect, it } from 'vitest'
import { noticeOf } from '../../lib/licenses.ts'

const bundled = (name: string, version: string, text = `Text of ${name}`) => ({
  name,
  version,
  identifier: 'MIT',
  text,
})

it('a package that several parts of the extension hold is named once, in order, also without a text of its own', () => {
  const { text: _, ...bare } = bundled('bare', '1.0.0')
  const repositoryOf = (name: string) => `git+https://code.example/${name}.git`
  const notice = noticeOf(
    [bundled('zod', '4.0.0'), bare, bundled('zod', '4.0.0'), bundled('zod', '3.0.0')],
    repositoryOf,
  )
  expect(notice.match(/^\S+ \d\.0\.0$/gm)).toEqual(['bare 1.0.0', 'zod 3.0.0', 'zod 4.0.0'])
  expect(notice.match(/^Text of zod$/gm)).toHaveLength(2)
})

it.each([
  ['https://code.example/a', 'https://code.example/a'],
  ['git+https://code.example/a.git', 'https://code.example/a'],
  ['git://code.example/a.git', 'https://code.example/a'],
])('the source of a package at %s can be opened in a browser', (repository, address) => {
  const notice = noticeOf([bundled('a', '1.0.0')], () => repository)
  expect(notice).toContain(`\nSource: ${address}\n`)
})
