export { useFeatureWords } from './features';
export {
  type Place,
  placesOf,
  type Standing,
  type Stay,
  standingOf,
  stayOf,
  type Told,
  takenOf,
  type Verdict,
  verdictOn,
} from './places';
export { takesSeats } from './seats';
export { covers, joined, overlaps, runFrom, type Span, spanOf, without } from './spans';
