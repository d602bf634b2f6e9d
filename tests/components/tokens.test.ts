import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('components/tokens.css', 'utf8')

/** The colours of a theme by token name. */
const theme = (index: 0 | 1): ReadonlyMap<string, string> =>
  new Map(
    [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, index === 0 ? light : dark],
    ),
  )

/** Relative luminance as WCAG 2.2 defines it. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const text = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent-ink'].flatMap((ink) =>
    ['canvas', 'surface', 'raised', 'sunken', 'hover'].map((ground) => [ink, ground] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ...[
    'completed',
    'didnt-occur',
    'to-reschedule',
    'canceled-in-time',
    'unanswered',
    'alarm',
    'notice',
  ].flatMap((name) => [
    [`${name}-ink`, `${name}-tint`] as const,
    ['ink', `${name}-tint`] as const,
    [`${name}-ink`, 'surface'] as const,
  ]),
  ['ink-faint', 'accent-tint'],
] as const

describe.each([
  ['light', theme(0)],
  ['dark', theme(1)],
] as const)('the %s theme', (_, colours) => {
  it.each(text)('%s on %s can be read (4.5:1)', (ink, ground) => {
    expect(contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['canvas', 'surface', 'raised'])('the edge of a control shows on %s (3:1)', (ground) => {
    expect(contrast(colours.get('edge') ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(3)
    expect(contrast(colours.get('ring') ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(3)
  })
})
