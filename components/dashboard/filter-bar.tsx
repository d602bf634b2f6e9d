import { t } from '../../lib/browser/i18n.ts'
import { PAST_FILTERS, type PastFilter } from '../../lib/core/view/past-filter.ts'
import { Icon } from '../icon.tsx'
import { glyphOf } from '../pill.tsx'
import { hasPill, stateWord } from './past-words.ts'
import { SearchField } from './search-field.tsx'

/** Search, and one chip per state with how many it would leave; a state that nothing is in has no chip. */
export const FilterBar = ({
  filter,
  counts,
  search,
  onFilter,
  onSearch,
}: {
  readonly filter: PastFilter
  readonly counts: ReadonlyMap<PastFilter, number>
  readonly search: string
  readonly onFilter: (filter: PastFilter) => void
  readonly onSearch: (search: string) => void
}) => (
  <search class="filter-bar">
    <SearchField label={t('past_search')} value={search} onSearch={onSearch} />
    <fieldset class="chips">
      <legend class="visually-hidden">{t('past_filter')}</legend>
      {PAST_FILTERS.filter((each) => each === 'all' || each === filter || (counts.get(each) ?? 0) > 0).map(
        (each) => (
          <button
            key={each}
            type="button"
            class="chip"
            aria-pressed={each === filter}
            onClick={() => onFilter(each === filter ? 'all' : each)}
          >
            {each !== 'all' && hasPill(each) && <Icon name={glyphOf[each]} size={14} />}
            <span>{stateWord(each)}</span>
            <span class="tabular">{counts.get(each) ?? 0}</span>
          </button>
        ),
      )}
    </fieldset>
  </search>
)
