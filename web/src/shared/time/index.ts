export { useNow } from './now';
export { type Times, timesIn, useTimes } from './times';
export {
  addDays,
  addMonths,
  firstOfMonth,
  instantOf,
  localDay,
  localTime,
  mondayOf,
  myZone,
  sameClock,
  wallTime,
} from './zone';
