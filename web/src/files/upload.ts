/** One file to the server, with its progress: only XMLHttpRequest tells how much has gone. */
import { caller, Lost, Problem } from '../api/client'
import type { Attachment, Done } from '../api/types'

export interface Upload {
  done: Promise<Attachment>
  stop: () => void
}

/** `told` hears which part of the file has gone, from 0 to 1. The same key again is the same file. */
export function upload(room: number, file: File, key: string, told: (part: number) => void): Upload {
  const asked = new XMLHttpRequest()
  const done = new Promise<Attachment>((resolve, reject) => {
    asked.onload = () => {
      caller.answered(0)
      if (asked.status < 300) resolve((JSON.parse(asked.responseText) as Done<Attachment>).result)
      else reject(problemOf(asked))
    }
    asked.onerror = asked.onabort = asked.ontimeout = () => reject(new Lost('upload'))
    asked.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0)
    asked.open('POST', `/rooms/${room}/files?key=${key}&name=${encodeURIComponent(file.name)}`)
    asked.setRequestHeader('Accept', 'application/json, application/problem+json')
    asked.setRequestHeader('Accept-Language', caller.language)
    asked.setRequestHeader('Content-Type', 'application/octet-stream')
    asked.send(file)
  })
  return { done, stop: () => asked.abort() }
}

function problemOf(asked: XMLHttpRequest): Problem {
  let said: { type?: string; detail?: string; field?: string } = {}
  try {
    said = JSON.parse(asked.responseText) as typeof said
  } catch {
    // A proxy in between may answer with a page of its own.
  }
  if (asked.status === 401) caller.expired()
  const reason = said.type?.split('/').at(-1) ?? String(asked.status)
  return new Problem(asked.status, reason, said.detail ?? `HTTP ${asked.status}`, said.field, undefined)
}
