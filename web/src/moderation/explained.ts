/** What each reason means, in a line for whoever has to choose one. */
import type { Reason } from './reasons'

const vi: Record<Reason, string> = {
  illegal: 'Kêu gọi bạo lực, lừa đảo, lộ bí mật nhà nước, hoặc điều khác mà luật cấm.',
  'personal-facts': 'Địa chỉ, số điện thoại, giấy tờ, sức khỏe, đời tư của một người được nêu ra khi người ấy không đồng ý.',
  hatred: 'Hạ thấp hoặc kích động chống lại một nhóm người vì dân tộc, tôn giáo, giới tính, vùng miền, hoàn cảnh.',
  insult: 'Nhắm vào con người thay vì ý kiến: chửi bới, bôi nhọ, đe dọa, giễu cợt.',
  false: 'Nêu như sự thật một điều biết là không đúng. Nên ghi nguồn cho thấy điều đó.',
  spam: 'Quảng cáo, gửi đi gửi lại, liên kết chẳng liên quan.',
  'off-topic': 'Không liên quan đến điều chủ đề đang bàn.',
  other: 'Không thuộc các lý do trên: ghi rõ ở bên dưới.',
}
const en: Record<Reason, string> = {
  illegal: 'Calls for violence, fraud, state secrets, or anything else the law forbids.',
  'personal-facts': 'An address, a number, papers, health or private life, told without the person’s consent.',
  hatred: 'Belittles or incites against people for their ethnicity, religion, sex, region or circumstances.',
  insult: 'Aims at the person instead of the argument: abuse, slander, threats, ridicule.',
  false: 'Stated as a fact and known to be untrue. Say which source shows it.',
  spam: 'Advertising, the same thing again and again, links to something unrelated.',
  'off-topic': 'Has nothing to do with what the thread discusses.',
  other: 'None of these: say below what it is.',
}
export const explained = { vi, en }
