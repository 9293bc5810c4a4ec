/** What a thread is called while its title is hidden; the server puts it there for everybody. */
export const HIDDEN_TITLE = 'Tiêu đề đã bị ẩn'
