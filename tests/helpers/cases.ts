/**
 * How many random cases a property is tried with: `usual`, unless `AFTERWARD_CASES` asks for another number, as a long run before a
 * release does (CONTRIBUTING).
 */
export const cases = (usual: number): { readonly numRuns: number } => {
  const asked = Number(process.env.AFTERWARD_CASES)
  return { numRuns: asked > 0 ? asked : usual }
}
