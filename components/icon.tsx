import './icon.css'

/** Drawn on a 16 × 16 grid with one stroke width, so that a glyph looks the same in every system's font. */
const paths = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  back: 'M12.9 9.5A5 5 0 1 1 11.6 4.6L13.5 6.4M13.5 3v3.4h-3.4',
  ban: 'M8 2.75a5.25 5.25 0 1 0 0 10.5 5.25 5.25 0 1 0 0-10.5M4.4 11.6l7.2-7.2',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.25C8.3 8.7 8 9.1 8 10M8 12.75v.01',
  link: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  info: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5M8 7.5v3.25M8 5.25v.01',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.25v.01',
  clock: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5M8 5v3.25l2 1.25',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  left: 'M9.5 4.5 6 8l3.5 3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  plus: 'M8 3.5v9M3.5 8h9',
  note: 'M3.5 3h9v6.5l-3.5 3.5H3.5zM12.5 9.5H9V13M6 6h4M6 8.5h1.5',
  bars: 'M3.5 13V8.5M8 13V3.5M12.5 13V6.5',
  calendar: 'M3 4h10v9H3zM3 7h10M5.75 2.5v2M10.25 2.5v2',
  person: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 1 0 0 5M3.25 13.25c.6-2 2.4-3.25 4.75-3.25s4.15 1.25 4.75 3.25',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  mail: 'M2.5 4h11v8h-11zM2.5 4.5 8 9l5.5-4.5',
  search: 'M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 1 0 0-8.5M10.25 10.25l3 3',
  sliders: 'M3 5h5.5M12.5 5H13M3 11h.5M7.5 11H13M10.5 3v4M5.5 9v4',
  eye: 'M1.75 8C3 5.4 5.3 4 8 4s5 1.4 6.25 4C13 10.6 10.7 12 8 12s-5-1.4-6.25-4M8 6.25a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 1 0 0-3.5',
} as const

export type IconName = keyof typeof paths

/**
 * A glyph; silent to a screen reader, because a word always stands beside it. Size in px, follows the text's colour. What all have in common
 * is in the stylesheet: a page may hold hundreds.
 */
export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    class={name === 'more' ? 'icon more' : 'icon'}
    width={size}
    height={size}
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
