import { expect, test } from 'vitest';
import { ONCE, ruleOf } from '@/features/drafting/wish';

test('what happens once has no rule', () => {
  expect(ruleOf(ONCE)).toBeNull();
});

test('a repetition is a rule of RFC 5545', () => {
  expect(ruleOf({ ...ONCE, frequency: 'weekly', count: 5 })).toBe('FREQ=WEEKLY;COUNT=5');
  expect(ruleOf({ ...ONCE, frequency: 'fortnightly', days: ['WE', 'MO'], count: 5 })).toBe(
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=5',
  );
  expect(ruleOf({ ...ONCE, frequency: 'daily', ends: 'until', until: '2026-12-31' })).toBe(
    'FREQ=DAILY;UNTIL=20261231T235900',
  );
});
