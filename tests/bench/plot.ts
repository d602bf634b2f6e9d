type Point = readonly [x: number, y: number]

/** Lines over one pair of axes that begin at zero. */
export type Plot = {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly lines: readonly {
    readonly name: string
    readonly dashed?: boolean
    readonly points: readonly Point[]
  }[]
}

const SIZE = { width: 640, height: 400 }
const EDGE = { left: 64, right: 32, top: 88, bottom: 56 }
const COLOURS = ['#7a6ae0', '#c27a12', '#7a8494']
const THEMES = `<style>svg { color: #1f2430; background: #fff }
@media (prefers-color-scheme: dark) { svg { color: #e6e8ee; background: #14161c } }</style>`

/** At most six round steps up to `max`: 1, 2 or 5 times a power of ten. */
const ticks = (max: number): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10(max / 5))
  const step = ([1, 2, 5, 10].find((each) => each * power >= max / 5) ?? 10) * power
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step)
}

const text = ([x, y]: Point, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${more}>${words}</text>`

const rule = (from: Point, to: Point, colour: string, more = ''): string =>
  `<line x1="${from[0]}" y1="${from[1].toFixed(1)}" x2="${to[0]}" y2="${to[1].toFixed(1)}" stroke="${colour}"${more}/>`

/** The plot as an SVG document that reads in light and dark. */
export const plotOf = ({ title, x, y, lines }: Plot): string => {
  const points = lines.flatMap((line) => line.points)
  const most = { x: Math.max(...points.map(([at]) => at)), y: Math.max(...points.map(([, at]) => at)) }
  const bottom = SIZE.height - EDGE.bottom
  const right = SIZE.width - EDGE.right
  const place = ([px, py]: Point): Point => [
    EDGE.left + (px / most.x) * (right - EDGE.left),
    bottom - (py / most.y) * (bottom - EDGE.top),
  ]
  const drawn = lines.map(({ name, dashed, points: line }, index) => {
    const colour = COLOURS[index % COLOURS.length] ?? 'currentColor'
    const dash = dashed ? ' stroke-dasharray="5 5"' : ''
    const placed = line.map(place).map(([px, py]): Point => [Number(px.toFixed(1)), Number(py.toFixed(1))])
    const key = EDGE.left + index * 160
    return [
      `<polyline points="${placed.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
      ...(dashed ? [] : placed.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3" fill="${colour}"/>`)),
      rule([key, 52], [key + 20, 52], colour, ` stroke-width="2"${dash}`),
      text([key + 28, 56], name),
    ].join('\n')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12" fill="currentColor">`,
    THEMES,
    text([EDGE.left, 28], title, ' font-size="15" font-weight="600"'),
    ...ticks(most.y).flatMap((value) => {
      const [, at] = place([0, value])
      return [
        rule([EDGE.left, at], [right, at], 'currentColor', ' opacity="0.15"'),
        text([EDGE.left - 8, at + 4], value.toLocaleString('en'), ' text-anchor="end"'),
      ]
    }),
    ...ticks(most.x).map((value) =>
      text([place([value, 0])[0], bottom + 20], value.toLocaleString('en'), ' text-anchor="middle"'),
    ),
    text([right, bottom + 42], x, ' text-anchor="end"'),
    text([EDGE.left - 8, EDGE.top - 12], y, ' text-anchor="end"'),
    ...drawn,
    '</svg>\n',
  ].join('\n')
}
