import { type RefObject, useLayoutEffect, useState } from 'react'

/** The bar at the bottom of a narrow screen, and the air below a page. */
const AIR = 16

/**
 * The height from an element's top down to the end of what can be seen: above a phone's keyboard, and above the bar
 * at the bottom.
 */
export function useRestOfWindow(element: RefObject<HTMLElement | null>): number | undefined {
  const [height, setHeight] = useState<number>()
  useLayoutEffect(() => {
    const viewport = window.visualViewport
    const measure = () => {
      const top = element.current?.getBoundingClientRect().top
      if (top === undefined) {
        return
      }
      const seen = viewport === null ? window.innerHeight : viewport.offsetTop + viewport.height
      const bar = document.querySelector('footer, nav.mantine-AppShell-footer')?.getBoundingClientRect().top
      setHeight(Math.floor(Math.min(seen, bar ?? seen) - Math.max(0, top) - AIR))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    addEventListener('resize', measure)
    viewport?.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      removeEventListener('resize', measure)
      viewport?.removeEventListener('resize', measure)
    }
  }, [element])
  return height
}
