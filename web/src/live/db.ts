/**
 * What must survive a reload: drafts, and posts on their way. IndexedDB, or plain memory where the
 * browser refuses it, so that writing is never prevented by it.
 */
export type Shelf = 'drafts' | 'outbox'
const KEYS = { drafts: 'id', outbox: 'key' } as const
const memory = { drafts: new Map<string, unknown>(), outbox: new Map<string, unknown>() }

let opened: Promise<IDBDatabase | null> | undefined

const open = () =>
  (opened ??= new Promise((resolve) => {
    const asked = indexedDB.open('dienhong', 1)
    asked.onupgradeneeded = () => {
      for (const shelf of ['drafts', 'outbox'] as const)
        asked.result.createObjectStore(shelf, { keyPath: KEYS[shelf] })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = asked.onblocked = () => resolve(null)
  }))

const answer = <T>(asked: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })

export async function get<T>(shelf: Shelf, key: string): Promise<T | undefined> {
  const db = await open()
  if (!db) return memory[shelf].get(key) as T | undefined
  return answer<T | undefined>(db.transaction(shelf).objectStore(shelf).get(key))
}

export async function all<T>(shelf: Shelf): Promise<T[]> {
  const db = await open()
  if (!db) return [...memory[shelf].values()] as T[]
  return answer<T[]>(db.transaction(shelf).objectStore(shelf).getAll())
}

export async function put(shelf: Shelf, record: object): Promise<void> {
  const db = await open()
  if (!db) memory[shelf].set((record as Record<string, string>)[KEYS[shelf]]!, record)
  else await answer(db.transaction(shelf, 'readwrite').objectStore(shelf).put(record))
}

export async function remove(shelf: Shelf, key: string): Promise<void> {
  const db = await open()
  if (!db) memory[shelf].delete(key)
  else await answer(db.transaction(shelf, 'readwrite').objectStore(shelf).delete(key))
}

/**
 * From draft to outbox in one step. False, and nothing done, when the draft is no longer there under
 * this key: another tab has sent it.
 */
export async function moveToOutbox(draft: string, item: { key: string }): Promise<boolean> {
  const db = await open()
  if (!db) {
    memory.drafts.delete(draft)
    memory.outbox.set(item.key, item)
    return true
  }
  const step = db.transaction(['drafts', 'outbox'], 'readwrite')
  const kept = await answer<{ key: string } | undefined>(step.objectStore('drafts').get(draft))
  if (kept?.key !== item.key) return false
  step.objectStore('drafts').delete(draft)
  await answer(step.objectStore('outbox').put(item))
  return true
}
