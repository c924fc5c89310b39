/** A stretch of time, in milliseconds since the epoch, from a moment until just before another. */
export interface Span {
  from: number;
  to: number;
}

export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

export const covers = (whole: Span, part: Span): boolean => whole.from <= part.from && part.to <= whole.to;

export const spanOf = (period: { starts_at: string; ends_at: string }): Span => ({
  from: Date.parse(period.starts_at),
  to: Date.parse(period.ends_at),
});

/** The stretch that begins with the one that has this moment, and goes on while others follow without a gap. */
export function runFrom(spans: Span[], moment: number): Span | undefined {
  const sorted = [...spans].sort((one, other) => one.from - other.from);
  let run: Span | undefined;
  for (const span of sorted) {
    if (run) {
      if (span.from > run.to) break;
      run.to = Math.max(run.to, span.to);
    } else if (span.from <= moment && moment < span.to) {
      run = { ...span };
    }
  }
  return run;
}

/** The same time in as few stretches as can be, in order. */
export function joined(spans: Span[]): Span[] {
  const runs: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = runs.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else runs.push({ ...span });
  }
  return runs;
}

/** What is left of a stretch when another is taken out of it. */
export function without(span: Span, gap: Span): Span[] {
  return [
    { from: span.from, to: Math.min(span.to, gap.from) },
    { from: Math.max(span.from, gap.to), to: span.to },
  ].filter((piece) => piece.from < piece.to);
}
