import { useEffect, useState } from 'react'

const SECOND = 1000

/** The present time, anew each second; every watcher ticks at the same moment. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => watch(setNow), [])
  return now
}

const watchers = new Set<(now: number) => void>()
let timer: ReturnType<typeof setInterval> | undefined

function watch(watcher: (now: number) => void): () => void {
  watchers.add(watcher)
  timer ??= setInterval(tick, SECOND)
  return () => {
    watchers.delete(watcher)
    if (watchers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

function tick(): void {
  const now = Date.now()
  for (const watcher of [...watchers]) {
    watcher(now)
  }
}
