import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytes, text } from '../src/security/passkey'

test('bytes come back from base64url as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (some) => {
      const written = text(some.slice().buffer)
      expect(written).toMatch(/^[A-Za-z0-9_-]*$/)
      expect([...bytes(written)]).toEqual([...some])
    }),
  )
})
