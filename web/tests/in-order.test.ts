/** Commands about one thing: in their order, whatever becomes of them. */
import { expect, test } from 'vitest'
import { InOrder } from '../src/api/in-order'

test('the next is sent once the one before was answered, also by a refusal', async () => {
  const order = new InOrder()
  const heard: string[] = []
  const answers: (() => void)[] = []
  const command = (name: string, refused = false) => () => {
    heard.push(name)
    return new Promise<string>((answer, refuse) => answers.push(() => (refused ? refuse(new Error(name)) : answer(name))))
  }
  const [first, second, third] = [order.send(command('a')), order.send(command('b', true)), order.send(command('c'))]
  const settled = Promise.allSettled([first, second, third])
  for (const known of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
    await new Promise((done) => setTimeout(done))
    expect(heard).toEqual(known)
    expect(order.waits).toBe(true)
    answers.at(-1)!()
  }
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(order.waits).toBe(false)
})
