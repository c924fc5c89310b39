import { useEffect, useState } from 'react';

const MOST = 60;

/**
 * The last values of some figures, by name, one more with each answer: what a sparkline draws. The server tells the
 * present only, so a line begins when the page is opened.
 */
export function useTraces(
  values: Record<string, number> | undefined,
  answeredAt: number,
): Record<string, number[]> {
  const [kept, setKept] = useState<{ at: number; traces: Record<string, number[]> }>({ at: 0, traces: {} });

  useEffect(() => {
    if (!values) return;
    setKept((before) =>
      before.at === answeredAt ? before : { at: answeredAt, traces: extended(before.traces, values) },
    );
  }, [values, answeredAt]);
  return kept.traces;
}

/** What is gone is forgotten; what is new begins. */
export function extended(
  traces: Record<string, number[]>,
  values: Record<string, number>,
): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [...(traces[name] ?? []), value].slice(-MOST)]),
  );
}
