import { configure } from '@testing-library/preact'

// A part that comes by `import()` is compiled when it is first wanted; a busy machine takes its time over that.
configure({ asyncUtilTimeout: 10_000 })
