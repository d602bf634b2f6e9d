import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './section.css'

/** One part of the settings: its name and what it is about on the left, what can be set on the right. */
export const Section = ({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: ComponentChildren
  readonly children: ComponentChildren
}) => {
  const id = useId()
  return (
    <section class="setting" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {hint && <p>{hint}</p>}
      </header>
      <div class="body">{children}</div>
    </section>
  )
}
