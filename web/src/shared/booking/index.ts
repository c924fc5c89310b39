export { CheckInButton, FinishButton } from './acts';
export { BookingRow } from './BookingRow';
export {
  type Booking,
  canChange,
  canCheckIn,
  canFinish,
  hasBegun,
  isLive,
  isOver,
  isRunning,
  LIVE,
  placeOf,
  SCOPES,
  type Scope,
} from './booking';
