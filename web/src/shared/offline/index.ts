export { keepSeen, orLastSeen, readBy } from './last-seen';
