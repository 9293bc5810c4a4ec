import { call } from '../api/client'
import type { Done, Reaction, Received } from '../api/types'

export const react = (post: number, reaction: Reaction, given: boolean, key: string) =>
  given
    ? call<Done<Received>>('PUT', `/posts/${post}/reaction`, { key, reaction })
    : call<Done<Received>>('DELETE', `/posts/${post}/reaction?reaction=${reaction}&key=${key}`)
