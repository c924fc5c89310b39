export {
  forFields,
  type Hours,
  type HoursRead,
  inLines,
  isOverMidnight,
  longName,
  WEEK,
  type Weekday,
} from './hours';
