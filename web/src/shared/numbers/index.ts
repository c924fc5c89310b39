export { type Numbers, numbersIn, useNumbers } from './numbers';
