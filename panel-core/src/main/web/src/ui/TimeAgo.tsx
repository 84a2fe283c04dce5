import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { exactTime, relativeTime } from './format'

const MINUTE = 60_000

/** A time relative to now, the exact one on hover; it keeps up with the clock. */
export function TimeAgo({ at }: { at: string }) {
  const [, look] = useState(0)
  const fresh = Math.abs(Date.now() - new Date(at).getTime()) < MINUTE
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), fresh ? 1000 : MINUTE)
    return () => clearInterval(timer)
  }, [fresh])
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={at}>{relativeTime(at)}</time>
    </Tooltip>
  )
}
