import { describe, expect, test } from 'vitest'
import type { Attachment } from '../src/api/types'
import { isImage, kindOf, toFile, toThumbnail } from '../src/files/kinds'
import { words } from '../src/files/words'

const file: Attachment = {
  ...{ id: 7, name: 'Bản đồ #1 100%.png', type: 'image/png', size_bytes: 1536 },
  ...{ width: 60, height: 40, alt: '' },
}
const n = (value: number) => String(value)

describe('an attachment', () => {
  test('is linked to by a name that no address mistakes for anything else', () => {
    expect(toFile(file)).toBe('/files/7/B%E1%BA%A3n%20%C4%91%E1%BB%93%20%231%20100%25.png')
    expect(decodeURIComponent(toThumbnail(file))).toBe(`/thumbnails/7/${file.name}`)
  })
  test('says what it is and how large', () => {
    expect([kindOf(file), isImage(file)]).toEqual(['PNG', true])
    const pdf: Attachment = { ...file, type: 'application/pdf' }
    expect([kindOf(pdf), isImage(pdf)]).toEqual(['PDF', false])
    const sizes = [5, 1023, 1536, 900 * 1024, 1024 * 1024, 1.26 * 1024 * 1024]
    expect(sizes.map((bytes) => words.vi.size(bytes, n))).toEqual([
      ...['5 B', '1023 B', '2 KB', '900 KB', '1 MB', '1.3 MB'],
    ])
  })
})
