/** The words of the two columns: they come with them. */
import type { Side } from './sides'

const vi = {
  title: 'Hai cột: ủng hộ và phản biện',
  why: 'Trước hết là ý kiến ủng hộ hoặc phản biện ý kiến mở đầu, rồi đến ý kiến khác; mạnh nhất trước: xét phần đồng tình trong số người đã chọn đồng tình hoặc không đồng tình.',
  none: { support: 'Chưa có ý kiến ủng hộ.', critique: 'Chưa có ý kiến phản biện.' } satisfies Record<Side, string>,
  stands: (agrees: string, disagrees: string) => `${agrees} đồng tình, ${disagrees} không đồng tình`,
  beneath: (replies: string, critiques: string, evidence: string) =>
    [`${replies} trả lời`, critiques && `${critiques} phản biện`, evidence && `${evidence} dẫn chứng`].filter(Boolean).join(', '),
  of: (name: string) => `về ý kiến của ${name}`,
  unanswered: 'chưa ai trả lời',
  more: 'Xem thêm',
  failed: 'Chưa tải được lời của một số ý kiến.',
}
const en: typeof vi = {
  title: 'Two columns: support and critique',
  why: 'First what supports or criticises the post the thread opened with, then other posts; the strongest first: by the part of those who agree among all who took a side.',
  none: { support: 'There is no support yet.', critique: 'There is no critique yet.' },
  stands: (agrees, disagrees) => `${agrees} agree, ${disagrees} disagree`,
  beneath: (replies, critiques, evidence) =>
    [replies === '1' ? '1 reply' : `${replies} replies`, critiques && (critiques === '1' ? '1 critique' : `${critiques} critiques`), evidence && `${evidence} with evidence`].filter(Boolean).join(', '),
  of: (name) => `on the post of ${name}`,
  unanswered: 'no reply yet',
  more: 'More',
  failed: 'The words of some posts could not be loaded.',
}
export const words = { vi, en }
