import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import './page-head.css'

/**
 * The heading of a page; names the tab too, and takes the focus when the page was gone to, so that a screen reader starts reading
 * here and not at the top of the frame.
 */
export const PageHead = ({
  title,
  lead,
  actions,
}: {
  readonly title: string
  readonly lead?: ComponentChildren
  readonly actions?: ComponentChildren
}) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('dash_title', title)
  }, [title])
  useEffect(() => {
    // Not at the first load: there the browser's own start of the page is right.
    if (document.activeElement?.closest('nav, main')) heading.current?.focus()
  }, [])
  return (
    <div class="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {actions && (
        <div class="side-actions" data-screen>
          {actions}
        </div>
      )}
    </div>
  )
}
