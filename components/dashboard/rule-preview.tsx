import { plural, t } from '../../lib/browser/i18n.ts'
import type { RulePreview as Preview, PreviewGroup } from '../../lib/core/view/rule-preview.ts'
import { shortDate } from '../format.ts'
import { Icon } from '../icon.tsx'
import './rules.css'

/** How many titles are listed before the rest is only counted. */
const LISTED = 12

const Group = ({ group, now }: { readonly group: PreviewGroup; readonly now: number }) => (
  <li class={group.coaching ? 'coaching' : 'other'}>
    <Icon name={group.coaching ? 'check' : 'close'} size={14} />
    <span>{group.title || t('rules_noTitle')}</span>
    <small class="tabular">
      {plural('rules_times', group.events)} · {shortDate(group.lastStart, now)}
    </small>
  </li>
)

const Column = ({
  title,
  groups,
  now,
}: {
  readonly title: string
  readonly groups: readonly PreviewGroup[]
  readonly now: number
}) => (
  <section aria-label={title}>
    <p class="name">{title}</p>
    <ul class="plain-list">
      {groups.slice(0, LISTED).map((group) => (
        <Group key={group.title} group={group} now={now} />
      ))}
    </ul>
    {groups.length > LISTED && <p class="hint">{plural('rules_more', groups.length - LISTED)}</p>}
    {groups.length === 0 && <p class="hint">{t('rules_nothing')}</p>}
  </section>
)

/** What the rules as they stand make of the stored events, while they are being changed. */
export const RulePreview = ({ preview, now }: { readonly preview: Preview; readonly now: number }) => (
  <div class="rule-preview">
    <p class="visually-hidden" role="status">
      {t('rules_summary', plural('rules_coaching', preview.coaching), plural('rules_others', preview.others))}
    </p>
    <Column
      title={plural('rules_coaching', preview.coaching)}
      groups={preview.groups.filter(({ coaching }) => coaching)}
      now={now}
    />
    <Column
      title={plural('rules_others', preview.others)}
      groups={preview.groups.filter(({ coaching }) => !coaching)}
      now={now}
    />
  </div>
)
