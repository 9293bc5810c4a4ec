/** Amendments as the server tells of them. */
export type {
  AmendmentLine as Amendment,
  AmendmentShown as Shown,
  AmendmentState as State,
  AmendmentText as Text,
  Amendments as Listing,
  Glimpse,
  ChangeShown,
  Rival,
} from '../../api/types.gen'
