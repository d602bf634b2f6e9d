import type { Interval } from '../time.ts'

/** Another session with the same client: its next booking, or where this one may have been moved to. Epoch ms. */
export type Near = Interval & { readonly key: string; readonly zone: string }
