import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'

const promised = <T,>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** How many sessions are open and over: one count by one index, straight from IndexedDB. */
const countWaiting = async (): Promise<number> => {
  const db = await promised(indexedDB.open('afterward'))
  const index = db.transaction('sessions').objectStore('sessions').index('[open+end]')
  return promised(index.count(IDBKeyRange.bound([1], [1, Date.now()])))
}

/** The least that any page can be which shows something stored: the limit that the popup is measured against. */
const Empty = () => {
  const [waiting, setWaiting] = useState<number | null>(null)
  useEffect(() => {
    countWaiting().then(setWaiting, reportError)
  }, [])
  return waiting === null ? null : <p id="waiting">{waiting}</p>
}

const root = document.getElementById('root')
if (root) render(<Empty />, root)
