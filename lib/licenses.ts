/** A package of which something is in the extension. */
export type Bundled = {
  readonly name: string
  readonly version: string
  /** SPDX, from its `package.json`. */
  readonly identifier?: string
  /** Its licence file, where it brings one. */
  readonly text?: string
}

/** Where it ships, beside the pages: one of them leads there. */
export const NOTICE = 'third-party-licenses.txt'

const RULE = '-'.repeat(80)

/** The address for a person of a repository as `package.json` writes it: "git+https://…/idb.git" and "git://…" lead nowhere in a browser. */
const addressOf = (repository: string): string =>
  repository.replace(/^git(\+https)?:/, 'https:').replace(/\.git$/, '')

/**
 * The notice that ships: every package once, with its licence and the place where its source is (MPL-2.0, 3.2).
 * `repositoryOf`: what a package's own `package.json` says of it.
 */
export const noticeOf = (bundled: readonly Bundled[], repositoryOf: (name: string) => string): string => {
  const byName = new Map(bundled.map((each) => [`${each.name} ${each.version}`, each]))
  const entries = [...byName].toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return [
    'Afterward includes software by others, under their licenses:',
    ...entries.map(([title, { name, identifier, text }]) =>
      [
        RULE,
        `${title}\nLicense: ${identifier ?? 'see below'}\nSource: ${addressOf(repositoryOf(name))}`,
        ...(text ? [text] : []),
      ].join('\n\n'),
    ),
    '',
  ].join('\n\n')
}
