/** Where words are that nobody sees and a screen reader says, or the other way round. */
const SPOKEN = ['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'placeholder', 'title'] as const

/** Not ours to translate: letters in the client's language (they say which), what somebody typed, key caps, code. */
const OTHERS = '[lang], textarea, .key, code, script, style'

/** Addresses, and the places of zones as their ids have them, in any language; rules and versions of a policy; the names that stand in braces in letters. */
const CODES = [
  /\S+@\S+/g,
  /\b(UTC|GMT)\b|, Madrid\b/g,
  /\b(paid|complimentary)\/[a-z-]+|\bmoved\b|\bdefault-\d+\b|\bp-[0-9a-f]{8}\b/g,
  /\{\p{L}+\}/gu,
]

const textsOn = (page: Element): readonly string[] => {
  const texts: string[] = []
  const nodes = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const { currentNode } = nodes
    if (!currentNode.parentElement?.closest(OTHERS)) texts.push(currentNode.nodeValue ?? '')
  }
  for (const name of SPOKEN)
    for (const element of page.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name) ?? '')
  return texts
}

/** What a page says, to the eye or to the ear, in Latin letters. */
export const latinOn = (page: Element): readonly string[] =>
  textsOn(page).filter((text) => /[a-z]/i.test(CODES.reduce((rest, code) => rest.replace(code, ''), text)))
