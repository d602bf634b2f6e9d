import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepFocus } from '../../components/keep-focus.ts'

const $ = (id: string) => document.getElementById(id) as HTMLButtonElement
const comesTo = (id: string) => vi.waitFor(() => expect(document.activeElement?.id).toBe(id), 10_000)
/** Longer than anything is given back in. */
const aMoment = () => new Promise((done) => setTimeout(done, 100))

describe('keeping the focus', () => {
  let stop: () => void
  beforeEach(() => {
    document.body.innerHTML = `<main><h1 id="heading" tabindex="-1">Past</h1>
      <ul id="rows"><li><button id="first">Dana</button></li><li><button id="second">Lee</button></li></ul></main>`
    stop = keepFocus()
  })
  afterEach(() => stop())

  it('goes back to where it last was when the row that has it goes away', async () => {
    $('first').focus()
    $('second').focus()
    $('second').parentElement?.remove()
    await comesTo('first')
  })

  it('goes on to the new place of the row that has it, however much was passed on the way', async () => {
    $('rows').innerHTML = '<li data-row="dana" tabindex="-1"><button id="first">Hold</button></li>'
    $('rows').insertAdjacentHTML('beforebegin', '<button id="passed">See what is written</button>')
    const other = document.createElement('ul')
    $('rows').after(other)
    $('heading').focus()
    $('passed').focus()
    $('first').focus()
    $('rows').replaceChildren()
    other.innerHTML = '<li data-row="dana" tabindex="-1" id="again"><button>Withdraw</button></li>'
    await comesTo('again')
  })

  it('stays in its row when only what has it goes: where it was there before, or on the row itself', async () => {
    $('rows').innerHTML =
      `<li data-row="dana" tabindex="-1" id="row"><button id="first">Why</button><button id="second">No</button></li>`
    $('heading').focus()
    $('first').focus()
    $('second').focus()
    $('second').remove()
    await comesTo('first')
    $('heading').focus()
    $('first').focus()
    $('first').remove()
    await comesTo('row')
  })

  it('goes to the heading when nothing of before is left', async () => {
    $('first').focus()
    $('second').focus()
    $('rows').remove()
    await comesTo('heading')
  })

  it('stays on what moves, and leaves what is switched off', async () => {
    $('first').focus()
    $('second').focus()
    const row = $('second').parentElement
    row?.remove()
    if (row) $('rows').prepend(row)
    await aMoment()
    await comesTo('second')
    // As browsers do a frame after it is switched off.
    $('second').blur()
    $('second').disabled = true
    await comesTo('first')
  })

  it('is left to whatever takes it: a heading of its own, or the person', async () => {
    $('first').focus()
    $('second').focus()
    $('second').remove()
    $('heading').focus()
    await aMoment()
    expect(document.activeElement?.id).toBe('heading')
    $('heading').blur()
    $('rows').append(document.createElement('li'))
    await aMoment()
    expect(document.activeElement).toBe(document.body)
  })
})
