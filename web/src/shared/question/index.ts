export { completed, minutesOf, nextOpening, openOn, timeOf } from './defaults';
export {
  type Asked,
  AskedContext,
  type Building,
  type Question,
  questionOf,
  ROOM_KINDS,
  type RoomKind,
  useAsk,
  useAsked,
} from './question';
