export { DayInput } from './DayInput';
export { TimeInput } from './TimeInput';
