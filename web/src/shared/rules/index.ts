export { CATALOGUE, CHOICES, kindOf, type Quota, type RuleName, type ValueKind } from './catalogue';
export { ruleTold } from './told';
