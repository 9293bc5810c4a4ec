/** What is chosen at the desk of decisions, and what of it cannot go together. */
import { newKey } from '../../api/key'
import type { Version } from '../../api/types.gen'
import * as calls from './calls'
import { touching, type Change } from './changes'
import * as kept from './kept'
import type { ChangeShown, Shown } from './types'

export interface Chosen {
  shown: Shown
  /** The places of its changes that are to be taken. */
  places: number[]
  /** It was revised after it had been chosen. */
  changed: boolean
}
interface Written {
  note: string
  reasons: Record<number, string>
  chosen: number[]
}

export class Choosing {
  chosen = $state.raw<Chosen[]>([])
  note = $state('')
  reasons = $state<Record<number, string>>({})
  key = newKey()
  /** What was sent and not answered: it may have been done all the same, and then the room tells of it. */
  unanswered = $state.raw<{ version: number; take: { amendment: number }[] } | null>(null)
  readonly #id: string
  #brought = false

  constructor(readonly proposal: number) {
    this.#id = kept.idOf(proposal, 'desk')
  }

  readonly numbers = $derived(
    this.chosen.filter(({ places }) => places.length).map(({ shown }) => shown.amendment.number).sort((a, b) => a - b),
  )
  /** The changes the new version would make, in the order of the text. */
  readonly made = $derived(
    once(this.chosen.flatMap(takenOf)).map((each, n): ChangeShown => ({ ...each, place: n + 1 })),
  )
  /** Pairs of amendments that change one place each in another way. */
  readonly clashes = $derived(
    this.chosen.flatMap((one, n) =>
      this.chosen
        .slice(n + 1)
        .map((other) => [one, other].sort((a, b) => a.shown.amendment.number - b.shown.amendment.number) as [Chosen, Chosen])
        .filter(([left, right]) => touching(takenOf(left), takenOf(right)).length),
    ),
  )

  has(id: number): Chosen | undefined {
    return this.chosen.find(({ shown }) => shown.amendment.id === id)
  }
  async choose(id: number): Promise<void> {
    const shown = await calls.one(id)
    if (shown.hidden) return
    const places = shown.changes.map((each) => each.place)
    this.chosen = [...this.chosen.filter((each) => each.shown.amendment.id !== id), { shown, places, changed: false }]
  }
  leave(id: number): void {
    this.chosen = this.chosen.filter((each) => each.shown.amendment.id !== id)
  }
  take(id: number, place: number, taken: boolean): void {
    this.chosen = this.chosen.map((each) => {
      if (each.shown.amendment.id !== id) return each
      const others = each.places.filter((other) => other !== place)
      return { ...each, changed: false, places: taken ? [...others, place].sort((a, b) => a - b) : others }
    })
  }
  /** Asked again after a refusal: what was revised must be looked at before it is taken; what ended is chosen no more. */
  async again(): Promise<void> {
    const asked = this.chosen.map(({ shown }) => shown.amendment.id)
    const answers = await Promise.all(asked.map((id) => calls.one(id).catch(() => null)))
    const found = new Map(asked.map((id, n) => [id, answers[n]]))
    // What was chosen or left while it was asked for stays so.
    this.chosen = this.chosen.flatMap((each): Chosen[] => {
      const shown = found.get(each.shown.amendment.id)
      if (!shown) return [each]
      if (shown.amendment.state !== 'open' || shown.hidden) return []
      const changed = shown.amendment.revision !== each.shown.amendment.revision
      return [changed ? { shown, places: [], changed } : { ...each, shown }]
    })
  }

  async bring(): Promise<number[]> {
    const found = await kept.find(this.#id).catch(() => undefined)
    this.#brought = true
    if (!found) return []
    const { note, reasons, chosen } = JSON.parse(found.body) as Written
    this.note ||= note
    this.reasons = { ...reasons, ...this.reasons }
    this.key = found.key
    return chosen
  }
  /** What is written here and not sent; null: nothing. */
  get #written(): kept.Kept | null {
    const said = [this.note, ...Object.values(this.reasons)].some((each) => each.trim())
    if (!said && !this.chosen.length) return null
    const chosen = this.chosen.map(({ shown }) => shown.amendment.id)
    const body = JSON.stringify({ note: this.note, reasons: this.reasons, chosen })
    return { ...kept.blank(this.#id, 0, ''), body, key: this.key }
  }
  keep(): void {
    const written = this.#written
    if (written) void kept.keep(written)
    else if (this.#brought) void kept.drop(this.#id)
  }
  /** For a page that goes away at once. */
  leaving(): void {
    if (this.#written) kept.leave(this.#written)
  }
  /** Whether this version is what was sent and not answered. */
  became(newest: Version, me: number | null): boolean {
    const sent = this.unanswered
    if (!sent || newest.number !== sent.version + 1 || newest.by !== me) return false
    const into = new Set(newest.amendments?.map(({ id }) => id))
    return into.size === sent.take.length && sent.take.every(({ amendment }) => into.has(amendment))
  }
  async done(): Promise<void> {
    this.unanswered = null
    this.chosen = []
    this.note = ''
    this.reasons = {}
    await kept.drop(this.#id)
  }
}

const takenOf = ({ shown, places }: Chosen) => shown.changes.filter(({ place }) => places.includes(place))

/** What several ask for in the same way is made once. */
function once<C extends Change>(made: C[]): C[] {
  const said = (each: Change) => JSON.stringify([each.first, each.dropped, each.added])
  return [...new Map(made.map((each) => [said(each), each])).values()].sort((a, b) => a.first - b.first)
}
