/** Words of posts that are not near the screen, for what is read off the whole thread. */
import * as server from '../../api/server'
import type { Desk } from '../desk.svelte'
import { keepPlace } from '../place'
import type { Row } from '../row.svelte'

const BLOCK = 100

export const wordless = (rows: Iterable<Row>): Row[] => [...rows].filter((row) => row.post.html === null && !row.sending)

/** Asks for the words of these posts, a block at a time; `told` after each. Raises what the server's answer raises. */
export async function readWords(desk: Desk, wanted: Row[], told = () => {}): Promise<void> {
  for (let at = 0; at < wanted.length; at += BLOCK) {
    const { bodies } = await server.bodies(desk.store.id, wanted.slice(at, at + BLOCK).map((row) => row.id))
    keepPlace(() => {
      for (const { id, version, html } of bodies) {
        const row = desk.store.row(id)
        if (row?.post.html === null && version >= row.post.version) row.tell({ ...row.post, html })
      }
    })
    told()
  }
}

const LONGEST = 140
/** The beginning of such words, in one line. */
export const clipped = (text: string, longest = LONGEST): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)
