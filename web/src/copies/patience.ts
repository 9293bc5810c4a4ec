/**
 * The network comes first, but not for ever: on a line that is up and carries nothing, what is kept is given after a while.
 * Once that happened the next answers are waited for less, until one comes.
 */
export const PATIENT_MS = 7_000
export const HURRIED_MS = 1_000
/** A gateway that reached nobody. */
const NOBODY = [502, 504]
export const reached = ({ status }: Response): boolean => !NOBODY.includes(status)

let patienceMs = PATIENT_MS

/** The answer; or what is kept, where it does not come or comes from nobody. Without anything kept it is waited for, as it comes. */
export async function answerOf(
  asked: Promise<Response>,
  kept: () => Promise<Response | null | undefined>,
): Promise<Response> {
  const answered = asked.then(
    (answer) => {
      patienceMs = PATIENT_MS
      return reached(answer) && answer
    },
    () => false as const,
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((done) => (timer = setTimeout(done, patienceMs, null)))
  const first = await Promise.race([answered, late])
  clearTimeout(timer)
  if (first) return first
  if (first === null) patienceMs = HURRIED_MS
  return (await kept().catch(() => null)) ?? asked
}
