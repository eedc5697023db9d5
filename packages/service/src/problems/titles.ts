import { STATUS_CODES } from 'node:http';

/** The status that answers an error of ours, by its code; others are a fault of ours. */
const statusOf: Readonly<Record<string, number>> = {
  WrongCall: 400,
  AddressNotPublic: 400,
  PortNotAllowed: 400,
  InvalidAuthorityKey: 400,
  InvalidDay: 400,
  InvalidPartialDate: 400,
  InvalidPublished: 400,
  AmbiguousAuthority: 400,
  InvalidCondition: 400,
  InvalidRequest: 400,
  InvalidPersonName: 400,
  CalendarRange: 400,
  UnknownPosition: 400,
  CheckpointOfAnotherHistory: 410,
  UnknownRegion: 400,
  DaysReversed: 400,
  UnknownAuthority: 404,
  UnknownSnapshot: 404,
  UnknownEvent: 404,
  UnknownQuarantined: 404,
  UnknownToken: 404,
  UnknownPerson: 404,
  DocumentNotFound: 404,
  PassageNotFound: 404,
  NotProved: 404,
  SealBroken: 409,
  NoPicture: 422,
  WrongExpectedRevision: 409,
  EventIdConflict: 409,
  AlreadyDecided: 409,
  PartlyAppended: 409,
  SecretsNeedKey: 409,
  PersonErased: 410,
  DocumentTooLarge: 413,
  InvalidEvent: 422,
  EntryRefused: 422,
  StoreUnavailable: 503,
  StoreDamaged: 503,
  StateDamaged: 503,
  InvalidProof: 503,
  StoreFull: 507,
  UnknownEventType: 503,
};

/** The HTTP status of an error by its code; undefined where it is no fault of the caller's. */
export function statusOfCode(code: string): number | undefined {
  return statusOf[code];
}

/** The words of a status, such as `Not Found`. */
export function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
