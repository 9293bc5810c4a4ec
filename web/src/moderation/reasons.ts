/** What each reason is called, the gravest first: its place in the list is the number of the rule. */
export const reasons = {
  illegal: { vi: 'Trái pháp luật', en: 'Against the law' },
  'personal-facts': { vi: 'Lộ đời tư, thông tin cá nhân', en: 'Private facts about a person' },
  hatred: { vi: 'Kích động thù ghét', en: 'Hatred' },
  insult: { vi: 'Xúc phạm', en: 'Insult' },
  false: { vi: 'Sai sự thật', en: 'False statement' },
  spam: { vi: 'Quảng cáo, thư rác', en: 'Advertising or spam' },
  'off-topic': { vi: 'Ngoài chủ đề', en: 'Off topic' },
  other: { vi: 'Lý do khác', en: 'Another reason' },
}
export type Reason = keyof typeof reasons
