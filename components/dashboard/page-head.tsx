import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import './page-head.css'

/** Whether a page was shown before this one. At the first load the browser's own start is right. */
let goneTo = false

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
    if (goneTo) heading.current?.focus()
    goneTo = true
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
