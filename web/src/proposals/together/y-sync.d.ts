declare module 'y-codemirror.next/sync' {
  export { YSyncConfig, ySync, ySyncFacet } from 'y-codemirror.next'
}
