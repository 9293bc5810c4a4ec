/** Whether the server says that there is no such thing, or that it was not asked for in the right form. */
import { Problem } from '../../api/client'

export const isAbsent = (error: unknown): boolean => error instanceof Problem && [400, 404].includes(error.status)
