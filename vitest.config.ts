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
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['tests/{components,page}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/harness/setup.ts'],
          // A file mostly waits for its browser. More than two at once make a slow machine look like a broken extension.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
