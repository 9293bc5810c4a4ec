import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Lacking } from '../src/api/types.gen'
import { fromBase64, toBase64 } from '../src/proposals/together/base64'
import { difference } from '../src/proposals/together/fields'
import { Sync, type Ways } from '../src/proposals/together/sync'

/** A server that numbers updates, and lines that break on the way there or on the way back when they are told to. */
class Server {
  readonly doc = new Y.Doc()
  readonly changes: Lacking['changes'] = []
  breaks: () => 'there' | 'back' | null = () => null

  lacking = (after: number | null, vector: string | null): Lacking => ({
    seq: this.changes.length,
    state: null,
    changes: this.changes.filter(({ seq }) => seq > (after ?? 0)),
    vector,
  })
  ways(): Ways {
    return {
      since: async (after) => this.#over(() => this.lacking(after, null)),
      push: async (change, after) =>
        this.#over(() => {
          const lacking = this.lacking(after, null)
          const before = toBase64(Y.encodeStateAsUpdate(this.doc))
          Y.applyUpdate(this.doc, fromBase64(change))
          if (toBase64(Y.encodeStateAsUpdate(this.doc)) !== before)
            this.changes.push({ seq: this.changes.length + 1, change, by: 1 })
          return { ...lacking, seq: this.changes.length, vector: toBase64(Y.encodeStateVector(this.doc)) }
        }),
    }
  }
  #over<T>(act: () => T): T {
    const breaks = this.breaks()
    if (breaks === 'there') throw new Error('cut')
    const answer = act()
    if (breaks === 'back') throw new Error('cut')
    return answer
  }
}
const begin = (server: Server) => {
  const sync = new Sync(server.ways(), () => {})
  sync.begin(server.lacking(null, null))
  return sync
}

test('whatever breaks on the way, both have one text and no letter is lost', async () => {
  const act = fc.record({
    who: fc.nat(1),
    at: fc.nat(50),
    what: fc.constantFrom('ữ', 'ab', '😀', ''),
    breaks: fc.constantFrom('there' as const, 'back' as const, null),
    reloads: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const server = new Server()
      const writers = [begin(server), begin(server)]
      let typed = ''
      for (const { who, at, what, breaks, reloads } of acts) {
        const writer = writers[who]!
        const letters = Array.from(writer.text.toString())
        const place = letters.slice(0, at).join('').length
        if (what) writer.text.insert(place, what)
        typed += what
        server.breaks = () => breaks
        await writer.sync().catch(() => {})
        if (reloads) {
          server.breaks = () => null
          writers[who] = new Sync(server.ways(), () => {})
          const state = toBase64(Y.encodeStateAsUpdate(server.doc))
          writers[who]!.begin({ ...server.lacking(null, null), state, changes: [] }, writer.state())
        }
      }
      server.breaks = () => null
      for (let n = 0; n < 2; n++) for (const writer of writers) await writer.sync()
      for (const writer of writers) {
        await writer.sync()
        expect(writer.isAhead).toBe(false)
        expect(writer.text.toString()).toBe(server.doc.getText('text').toString())
      }
      expect(Array.from(server.doc.getText('text').toString()).sort()).toEqual(Array.from(typed).sort())
    }),
  )
})

test('the difference of two texts turns the one into the other and cuts no character', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ữ', '😀', '😁', '\n') })
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const { at, dropped, added } = difference(older, newer)
      expect(older.slice(0, at) + added + older.slice(at + dropped)).toBe(newer)
      for (const piece of [older.slice(0, at), added, older.slice(at + dropped)]) expect(() => encodeURIComponent(piece)).not.toThrow()
    }),
  )
})
