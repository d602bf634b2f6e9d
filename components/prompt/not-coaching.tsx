import { t } from '../../lib/browser/i18n.ts'
import { Menu } from '../menu.tsx'

/** The coach's word against a session: this one, its series, or whoever it is with. */
export type NotCoachingWord = 'not-this' | 'not-series' | 'not-client'

/** "Not coaching ▾": how far the word reaches is said before it is chosen (PRODUCT 3). */
export const NotCoaching = ({
  series,
  only,
  onRecogniseAs,
}: {
  readonly series: boolean
  /** Name of the one person it is with; null: several, or nobody is known. */
  readonly only: string | null
  readonly onRecogniseAs: (as: NotCoachingWord) => void
}) => (
  <Menu
    trigger={t('prompt_notCoaching')}
    items={[
      {
        id: 'this',
        label: t('prompt_notThis'),
        hint: t('prompt_notThisHint'),
        onSelect: () => onRecogniseAs('not-this'),
      },
      ...(series
        ? [
            {
              id: 'series',
              label: t('prompt_notSeries'),
              hint: t('prompt_notSeriesHint'),
              onSelect: () => onRecogniseAs('not-series'),
            },
          ]
        : []),
      ...(only === null
        ? []
        : [
            {
              id: 'client',
              label: t('prompt_notClient', only),
              onSelect: () => onRecogniseAs('not-client'),
            },
          ]),
    ]}
  />
)
