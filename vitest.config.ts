import { defineConfig } from 'vitest/config'

/** Calendar computations name their zone; a machine whose own zone is unset must not matter (TOOLING, Machine). */
process.env.TZ = 'UTC'

/** Folders whose tests need neither a DOM nor a browser. */
const plain = [
  'core',
  'flow',
  'calendars',
  'store',
  'emulator',
  'simulation',
  'browser',
  'repo',
  'background',
  'year',
]

export default defineConfig({
  test: {
    reporters: process.env.CI ? ['dot'] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: plain.map((folder) => `tests/${folder}/**/*.test.ts`),
          setupFiles: ['fake-indexeddb/auto'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['tests/{components,page}/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/components/patience.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/harness/setup.ts'],
          setupFiles: ['tests/e2e/harness/failed.ts'],
          // A file mostly waits for its browser. More than two at once make a slow machine look like a broken extension.
          maxWorkers: 2,
          // Each wait of a test has its own end, which says what was waited for; this one only ends what hangs.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
