import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Every file of the project (tracked, or new and not ignored), as paths from its root, sorted. */
export const projectFiles = (fits: RegExp): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => fits.test(path) && existsSync(resolve(root, path)))
    .sort()

/** The text of a project file. */
export const textOf = (path: string): string => readFileSync(resolve(root, path), 'utf8')

/** TypeScript without its comments, so that a word in an explanation is no finding. Line numbers stay. */
export const withoutComments = (source: string): string =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')
