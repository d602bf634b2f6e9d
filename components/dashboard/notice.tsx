import type { ComponentChildren } from 'preact'
import { Icon } from '../icon.tsx'
import './notices.css'

/** One calm banner: what the coach should know, what is safe, and the one click that mends it (E43). */
export const Notice = ({
  what,
  safe,
  action,
  trouble,
}: {
  readonly what: string
  readonly safe?: string
  readonly action?: ComponentChildren
  readonly trouble?: ComponentChildren
}) => (
  <section class="notice" aria-label={what}>
    <Icon name="info" size={18} />
    <div>
      <p>{what}</p>
      {safe && <p class="safe">{safe}</p>}
    </div>
    {action}
    {trouble}
  </section>
)
