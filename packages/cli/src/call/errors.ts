import { isTimelineError, TimelineError } from '@monitoring-timeline/core';
import { type ExitCode, exitCodes } from './exit-codes.ts';

export { WrongCall } from '@monitoring-timeline/projections/asking';

/** A question was asked of a store that nobody has created yet. */
export class StoreMissing extends TimelineError {
  readonly code = 'StoreMissing';
}

/** The work was stopped by the person who started it. */
export class Interrupted extends TimelineError {
  readonly code = 'Interrupted';
}

/** The disk that something was to be written to has no room left. */
export class DiskFull extends TimelineError {
  readonly code = 'DiskFull';

  constructor(place: string, cause: unknown) {
    super(
      `The disk of ${place} is full: nothing was left there half done. Make room on it, or name a place on another disk, and run the same call again.`,
      { place },
      cause,
    );
  }
}

/** True for what the system says where there is no room. */
export function isNoRoom(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

const exitCodeOf: Readonly<Record<string, ExitCode>> = {
  WrongCall: exitCodes.wrongCall,
  NoSuchPath: exitCodes.wrongCall,
  UnknownAuthority: exitCodes.wrongCall,
  AmbiguousAuthority: exitCodes.wrongCall,
  UnknownRegion: exitCodes.wrongCall,
  InvalidDay: exitCodes.wrongCall,
  DaysReversed: exitCodes.wrongCall,
  InvalidPublished: exitCodes.wrongCall,
  InvalidExtension: exitCodes.wrongCall,
  InvalidPolicy: exitCodes.wrongCall,
  InvalidSetting: exitCodes.wrongCall,
  TooLittleMemory: exitCodes.wrongCall,
  UnknownToken: exitCodes.wrongCall,
  InvalidUrl: exitCodes.wrongCall,
  AddressNotPublic: exitCodes.wrongCall,
  PortNotAllowed: exitCodes.wrongCall,
  FormatOfNotices: exitCodes.wrongCall,
  TooManyWebhooks: exitCodes.no,
  InvalidCondition: exitCodes.wrongCall,
  InvalidPersonName: exitCodes.wrongCall,
  InvalidPersonId: exitCodes.wrongCall,
  CalendarRange: exitCodes.wrongCall,
  UnknownSnapshot: exitCodes.wrongCall,
  UnknownPosition: exitCodes.wrongCall,
  CheckpointOfAnotherHistory: exitCodes.wrongCall,
  UnknownEvent: exitCodes.wrongCall,
  DocumentNotFound: exitCodes.wrongCall,
  PassageNotFound: exitCodes.wrongCall,
  NoPicture: exitCodes.wrongCall,
  EntryRefused: exitCodes.wrongCall,
  UnknownQuarantined: exitCodes.wrongCall,
  AlreadyDecided: exitCodes.no,
  InvalidRequest: exitCodes.wrongCall,
  RestoreRefused: exitCodes.wrongCall,
  StoreNotEmpty: exitCodes.wrongCall,
  BackupUnfit: exitCodes.noStore,
  CopyRefused: exitCodes.wrongCall,
  InvalidSealKey: exitCodes.wrongCall,
  InvalidProof: exitCodes.wrongCall,
  NotProved: exitCodes.no,
  NotSealed: exitCodes.no,
  SealBroken: exitCodes.no,
  SecretsNeedKey: exitCodes.wrongCall,
  LeaseHeld: exitCodes.no,
  LeaseLost: exitCodes.noStore,
  StoreMissing: exitCodes.noStore,
  StoreUnavailable: exitCodes.noStore,
  StoreDamaged: exitCodes.noStore,
  StoreFull: exitCodes.noStore,
  DiskFull: exitCodes.noStore,
  StateDamaged: exitCodes.noStore,
  DocumentDamaged: exitCodes.noStore,
  InvalidAuthorityKey: exitCodes.wrongCall,
  UnknownEventType: exitCodes.noStore,
  InvalidEvent: exitCodes.noStore,
  Interrupted: exitCodes.interrupted,
};

/** What is told of an error, and how the command ends with it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Errors of ours speak for themselves; any other is a fault of this program and says where it arose. */
export function failureOf(error: unknown): Failure {
  if (isTimelineError(error)) {
    const { code } = error as TimelineError;
    return { code, message: error.message, exitCode: exitCodeOf[code] ?? exitCodes.fault };
  }
  if (isNoRoom(error)) {
    const { code, message } = new DiskFull(
      (error as NodeJS.ErrnoException).path ?? 'the output',
      error,
    );
    return { code, message, exitCode: exitCodes.noStore };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'Fault',
    message: `This is a fault of the program, not of your call. Please report it with these lines.\n${text}`,
    exitCode: exitCodes.fault,
  };
}
