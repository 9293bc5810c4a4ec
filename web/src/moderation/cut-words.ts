/** The words of cutting passages out of a post. */
const vi = {
  title: 'Lược bỏ đoạn',
  text: 'Nguyên văn ý kiến',
  how: 'Chọn đoạn cần lược bỏ, bằng chuột hoặc bằng Shift và các phím mũi tên, rồi nhấn Enter hoặc nút dưới đây. Chỉ bỏ được nguyên từ, không thêm được lời nào.',
  mark: 'Lược bỏ đoạn đã chọn',
  marked: (passage: string) => `Sẽ lược bỏ: ${passage}`,
  cut: 'Sẽ lược bỏ',
  keep: 'Giữ lại',
  keepIt: (passage: string) => `Giữ lại: ${passage}`,
  back: 'Đã giữ lại.',
  left: 'Ý kiến sẽ còn lại',
  nothing: 'Không còn lời nào. Hãy ẩn cả ý kiến.',
  first: 'Đánh dấu đoạn cần lược bỏ trước.',
}
const en: typeof vi = {
  title: 'Cut passages',
  text: 'The post as it was written',
  how: 'Select what is to be cut, with the mouse or with Shift and the arrow keys, then press Enter or the button below. Only whole words can go, and nothing can be added.',
  mark: 'Cut what is selected',
  marked: (passage) => `To be cut: ${passage}`,
  cut: 'To be cut',
  keep: 'Keep',
  keepIt: (passage) => `Keep: ${passage}`,
  back: 'Kept.',
  left: 'What will be left of the post',
  nothing: 'No words would be left. Hide the whole post.',
  first: 'First mark what is to be cut.',
}
export const words = { vi, en }
