import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../icon.tsx'
import './filter-bar.css'

/** The field of a search; what it finds changes with every key. */
export const SearchField = ({
  label,
  value,
  focus = false,
  onSearch,
}: {
  readonly label: string
  readonly value: string
  /** Takes the focus when it appears: on a page that was gone to for it. */
  readonly focus?: boolean
  readonly onSearch: (search: string) => void
}) => {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!focus) return
    input.current?.focus()
    // What was looked for before is there to be read, and gone with the first key.
    input.current?.select()
  }, [focus])
  return (
    <label class="search-field">
      <span class="visually-hidden">{label}</span>
      <Icon name="search" />
      <input
        ref={input}
        class="control"
        type="search"
        value={value}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </label>
  )
}
