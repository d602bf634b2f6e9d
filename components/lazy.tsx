import type { ComponentType, FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * A component whose code is fetched when it is first drawn: what only some cards need is not in the way of the first one. Nothing
 * is drawn until it is there, which from the extension's own files takes a few milliseconds; `prefetch` fetches it ahead of that.
 */
export const lazy = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> & { readonly prefetch: () => void } => {
  let loaded: ComponentType<Props> | null = null
  const fetched = async (): Promise<ComponentType<Props>> => {
    loaded ??= await load()
    return loaded
  }
  const Lazy: FunctionComponent<Props> = (props) => {
    const [Loaded, setLoaded] = useState(() => loaded)
    useEffect(() => {
      if (Loaded) return
      fetched()
        .then((component) => setLoaded(() => component))
        .catch(reportError)
    }, [Loaded])
    return Loaded ? <Loaded {...props} /> : null
  }
  const prefetch = () => {
    fetched().catch(reportError)
  }
  return Object.assign(Lazy, { prefetch })
}
