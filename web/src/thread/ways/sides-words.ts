import type { Side } from './sides'

const vi = {
  title: 'Hai cột: ủng hộ và phản biện',
  why: 'Những ý kiến ủng hộ hoặc phản biện ý mở đầu, mạnh nhất trước: được nhiều người đồng tình so với số người đã bày tỏ.',
  none: { support: 'Chưa có ý kiến ủng hộ.', critique: 'Chưa có ý kiến phản biện.' } satisfies Record<Side, string>,
  stands: (agrees: string, disagrees: string) => `${agrees} đồng tình, ${disagrees} không đồng tình`,
  beneath: (replies: string, critiques: string, evidence: string) =>
    [`${replies} trả lời`, critiques && `${critiques} phản biện`, evidence && `${evidence} dẫn chứng`].filter(Boolean).join(', '),
  unanswered: 'chưa ai trả lời',
  more: 'Xem thêm',
  failed: 'Chưa tải được lời của một số ý kiến.',
}
const en: typeof vi = {
  title: 'Two columns: for and against',
  why: 'Posts that support or criticise what the thread opened with, the strongest first: most agreement among those who took a side.',
  none: { support: 'Nobody supports it yet.', critique: 'Nobody criticises it yet.' },
  stands: (agrees, disagrees) => `${agrees} agree, ${disagrees} disagree`,
  beneath: (replies, critiques, evidence) =>
    [replies === '1' ? '1 reply' : `${replies} replies`, critiques && `${critiques} against it`, evidence && `${evidence} with evidence`].filter(Boolean).join(', '),
  unanswered: 'no reply yet',
  more: 'More',
  failed: 'The words of some posts could not be loaded.',
}
export const words = { vi, en }
