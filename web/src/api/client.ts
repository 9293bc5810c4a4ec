/**
 * One way to the server: JSON over fetch. A refusal arrives as `Problem` with the sentence the server
 * wrote in the reader's language; a line that gave no answer arrives as `Lost`, and only then is it
 * unknown whether a command was carried out.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** The last part of the problem's type: `stale`, `already-used`, … */
    readonly reason: string,
    readonly detail: string,
    readonly field: string | undefined,
    readonly retryAfterMs: number | undefined,
    /** What else the refusal tells, by its reason. */
    readonly told: Told = {},
    /** What the server's log has it under; '': it was not the server that refused. */
    readonly id = '',
  ) {
    super(detail)
  }
}
/** Who is silenced is told by which act of moderation, and until when; null: for good. */
export interface Told {
  act?: number
  until?: string | null
}
export class Lost extends Error {}

export const caller = {
  language: 'vi',
  /** Called on 401: the session ended while the page was open. */
  expired: () => {},
  /** Called whenever the server answered at all (0): whoever waits for it to return need not wait longer. Or when a copy of then did. */
  answered: (_copiedAt: number) => {},
  /** Calls under way: nothing that can wait is fetched beside them. */
  waiting: 0,
}

/** What this page was answered by the server itself, of that of which there can be copies. */
const had = new Set<string>()

interface Options {
  /** Outlives the page: for what is sent while it closes. */
  keepalive?: boolean
  timeoutMs?: number
  /** The call is itself the sign-in, so 401 is an answer and no expired session. */
  signingIn?: boolean
}

export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  { keepalive = false, timeoutMs = 20_000, signingIn = false }: Options = {},
): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': caller.language,
  }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let answer: Response
  let text: string
  caller.waiting++
  try {
    answer = await fetch(path, {
      method,
      headers,
      keepalive,
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    text = await answer.text()
  } catch (error) {
    throw new Lost(String(error))
  } finally {
    caller.waiting--
  }
  // A copy is for a page that never had the thing itself.
  const copied = Number(answer.headers.get('Copied-At'))
  if (!copied) {
    if (/^.(session|rooms.\d+$|threads.\d+\?)/.test(path) && had.size < 999) had.add(path)
  } else if (had.has(path)) throw new Lost()
  caller.answered(copied)
  const content = readJson(text)
  if (answer.ok) return content as T
  const told = (content ?? {}) as Record<string, string>
  const { type = '', detail = '', title = '', field } = told
  if (answer.status === 401 && !signingIn) caller.expired()
  const wait = Number(answer.headers.get('Retry-After'))
  throw new Problem(
    answer.status,
    type.split('/').at(-1) || String(answer.status),
    detail || title || `HTTP ${answer.status}`,
    field,
    wait > 0 ? wait * 1000 : undefined,
    told as Told,
    answer.headers.get('X-Request-Id') ?? '',
  )
}

function readJson(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** Refused for now: the server's sentence says for how long. */
export const isTooOften = (error: unknown): error is Problem =>
  error instanceof Problem && error.status === 429

/** Nothing is known of the command: no answer at all, or a server that failed on the way. */
export const isUncertain = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status >= 500 || error.status === 429
