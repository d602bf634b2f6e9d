import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './section.css'

/** One part of the settings: its name and what it is about on the left, what can be set on the right. */
export const Section = ({
  id,
  title,
  hint,
  children,
}: {
  /** Where a link to this part leads. */
  readonly id: string
  readonly title: string
  readonly hint?: ComponentChildren
  readonly children: ComponentChildren
}) => {
  const heading = useId()
  return (
    <section id={id} class="setting" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {hint && <p>{hint}</p>}
      </header>
      <div class="body">{children}</div>
    </section>
  )
}
