import { type RefObject, useLayoutEffect, useState } from 'react'

/** The air below a page. */
const AIR = 16

/**
 * The height from an element's top down to the end of what can be seen: above a phone's keyboard, and above the bar
 * at the bottom.
 */
export function useRestOfWindow(element: RefObject<HTMLElement | null>): number | undefined {
  const [height, setHeight] = useState<number>()
  useLayoutEffect(() => {
    const own = element.current
    const viewport = window.visualViewport
    if (own === null) {
      return
    }
    const measure = () => {
      const seen = viewport === null ? window.innerHeight : viewport.offsetTop + viewport.height
      const bar = document.querySelector('.mantine-AppShell-footer')?.getBoundingClientRect().top ?? seen
      setHeight(Math.floor(Math.min(seen, bar) - Math.max(0, own.getBoundingClientRect().top) - AIR))
    }
    const stop = watchAbove(own, measure)
    measure()
    addEventListener('resize', measure)
    viewport?.addEventListener('resize', measure)
    return () => {
      stop()
      removeEventListener('resize', measure)
      viewport?.removeEventListener('resize', measure)
    }
  }, [element])
  return height
}

/** Tells when something that stands before an element, such as a header or a banner, comes, goes or changes its size. */
function watchAbove(element: HTMLElement, onChange: () => void): () => void {
  const sizes = new ResizeObserver(onChange)
  const look = () => {
    sizes.disconnect()
    for (let inner: Element = element; inner.parentElement !== null; inner = inner.parentElement) {
      for (let before = inner.previousElementSibling; before !== null; before = before.previousElementSibling) {
        sizes.observe(before)
      }
    }
  }
  const comings = new MutationObserver(() => {
    look()
    onChange()
  })
  for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
    comings.observe(outer, { childList: true })
  }
  look()
  return () => {
    sizes.disconnect()
    comings.disconnect()
  }
}
