export { bookingTold, type Fact, periodOf, type Teller, withReason } from './told';
