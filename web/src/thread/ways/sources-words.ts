import type { Order, Sort } from './sources'

const vi = {
  title: 'Dẫn chứng và nguồn của chủ đề',
  sort: 'Nguồn',
  by: 'Ai đưa ra',
  cites: 'Ai dẫn lại',
  sorts: { evidence: 'Dẫn chứng', quoted: 'Ý kiến được trích dẫn', document: 'Văn bản', link: 'Liên kết' } satisfies Record<Sort, string> as Record<Sort, string>,
  nobody: 'chưa ai',
  none: 'Chủ đề chưa có dẫn chứng hay nguồn nào được dẫn.',
  reads: 'Đang đọc lời các ý kiến…',
  failed: 'Chưa đọc được hết lời các ý kiến; những gì đã có vẫn ở đây.',
  unread: (n: string) => `Còn ${n} ý kiến chưa tải lời, nên nguồn trong đó chưa có ở đây.`,
  read: 'Tải và xem hết',
} satisfies Record<Order, string> & Record<string, unknown>
const en: typeof vi = {
  title: 'Evidence and sources of the thread',
  sort: 'Source',
  by: 'Brought by',
  cites: 'Cited by',
  sorts: { evidence: 'Evidence', quoted: 'Quoted post', document: 'Document', link: 'Link' },
  nobody: 'nobody yet',
  none: 'Nothing is brought as evidence and no source is cited in this thread.',
  reads: 'Reading the words of the posts…',
  failed: 'The words of some posts could not be read; what was found is here.',
  unread: (n) => (n === '1' ? 'The words of 1 post are not loaded, nor are the sources in it.' : `The words of ${n} posts are not loaded, nor are the sources in them.`),
  read: 'Load and read them all',
}
export const words = { vi, en }
