/** What went wrong, as the panel or a daemon says it (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly field: string | null
  readonly trace: string | null
  /** Seconds until another try makes sense, where the answer said so. */
  readonly retryAfter: number | null

  constructor(given: {
    status: number
    code: string
    detail: string
    field?: string | null
    trace?: string | null
    retryAfter?: number | null
  }) {
    super(given.detail)
    this.name = 'Problem'
    this.status = given.status
    this.code = given.code
    this.detail = given.detail
    this.field = given.field ?? null
    this.trace = given.trace ?? null
    this.retryAfter = given.retryAfter ?? null
  }

  /** No answer came at all. */
  static unreachable(cause: unknown): Problem {
    const detail = cause instanceof Error ? cause.message : String(cause)
    return new Problem({ status: 0, code: 'panel.unreachable', detail })
  }

  /** Makes a problem of whatever was thrown. */
  static of(thrown: unknown): Problem {
    if (thrown instanceof Problem) {
      return thrown
    }
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return new Problem({ status: 0, code: 'console.fault', detail })
  }
}

/** Reads the problem that an answer carries; an answer without one becomes a problem that names its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const retryAfter = Number.isFinite(seconds) ? seconds : null
  const text = await response.text().catch(() => '')
  return problemIn(response.status, response.statusText, text, retryAfter)
}

/** Reads the problem that the text of an answer carries, by whatever means it came. */
export function problemIn(status: number, statusText: string, text: string, retryAfter: number | null = null): Problem {
  const body = parsed(text)
  return new Problem({
    status,
    code: texted(body.code) ?? `http.${status}`,
    detail: texted(body.detail) ?? texted(body.title) ?? `HTTP ${status} ${statusText}`.trim(),
    field: texted(body.field),
    trace: texted(body.traceId),
    retryAfter,
  })
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function texted(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
