export {
  type Place,
  placesOf,
  type Standing,
  type Stay,
  standingOf,
  stayOf,
  type Told,
  type Verdict,
  verdictOn,
} from './places';
export { covers, overlaps, runFrom, type Span, spanOf, without } from './spans';
