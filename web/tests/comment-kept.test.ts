import { describe, expect, it } from 'vitest'
import type { ArticleShown } from '../src/api/types.gen'
import { stillThere } from '../src/proposals/consultation/draft'

const articles = (...headings: string[]) =>
  headings.map((heading, at) => ({ place: at + 1, heading }) as ArticleShown)
const begun = (heading: string, place = 2) => ({ place, heading, words: 'ba mươi ngày', before: '', version: 1 })

describe('what a half-written comment is about', () => {
  it('is the article where it was begun', () => {
    expect(stillThere(begun('Điều 2. Thời hạn'), 1, articles('Điều 1', 'Điều 2. Thời hạn'))?.place).toBe(2)
    expect(stillThere(begun('Phần 2'), 1, articles('', ''))?.place).toBe(2)
  })
  it('is found by its heading in another version', () => {
    const moved = articles('Lời nói đầu', 'Điều 1', 'Điều 2. Thời hạn')
    expect(stillThere(begun('Điều 2. Thời hạn'), 2, moved)?.place).toBe(3)
  })
  it('is never another article', () => {
    expect(stillThere(begun('Điều 2. Thời hạn'), 2, articles('Điều 1', 'Điều 2. Phí'))).toBeNull()
    expect(stillThere(begun('Phần 2'), 2, articles('', ''))).toBeNull()
    expect(stillThere(begun('Điều 2'), 2, articles('Điều 2', 'Điều 2'))).toBeNull()
  })
})
