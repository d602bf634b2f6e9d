/** A test that is switched off, alone, or known to fail. */
export const switchedOff = (source: string): string[] =>
  [
    ...source.matchAll(/\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:skip|todo|only|fails|skipIf|runIf)\b/g),
  ].map(([text]) => text)

/** Ways to make the type checker look away. */
export const looksAway = (source: string): string[] =>
  [...source.matchAll(/@ts-(?:ignore|nocheck|expect-error)/g)].map(([text]) => text)

const lastRegistrar = /.*\b(it|test|describe)\b[.(]/s

/** The edge-case ids that begin a test's name: `it('E13 …'`, `it.each(rows)('E13 …'`; a `describe` is no test. */
export const edgeCasesIn = (source: string): string[] =>
  [...source.matchAll(/\(\s*['"`]((?:E\d\d[ ,/+]+)+)/g)]
    .filter((match) => lastRegistrar.exec(source.slice(0, match.index + 1))?.[1] !== 'describe')
    .flatMap((match) => match[1]?.match(/E\d\d/g) ?? [])
