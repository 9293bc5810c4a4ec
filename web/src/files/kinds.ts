/** What an attachment is, for those who look at it. */
import type { Attachment } from '../api/types'

const NAMES: Record<Attachment['type'], string> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'application/pdf': 'PDF',
  'text/plain': 'TXT',
  'text/csv': 'CSV',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
}
export const kindOf = ({ type }: Attachment): string => NAMES[type]
export const isImage = ({ type }: Attachment): boolean => type.startsWith('image/')
/** The whole file, and the small form of an image. */
export const toFile = ({ id, name }: Attachment): string => `/files/${id}/${encodeURIComponent(name)}`
export const toThumbnail = ({ id, name }: Attachment): string =>
  `/thumbnails/${id}/${encodeURIComponent(name)}`

/** What the chooser of files offers. The server looks at what it is sent. */
export const ACCEPTED =
  'image/png,image/jpeg,image/webp,image/gif,.pdf,.txt,.md,.csv,.docx,.xlsx,.pptx,.odt,.ods,.odp'
