/** What to say of something that could not be read. */
import { Problem } from '../api/client'

/** Why the server refuses it, in the reader's words; '' where it did not answer, or could not. */
export const refusal = (error: unknown): string =>
  error instanceof Problem && error.status < 500 ? error.detail : ''
