import { Tooltip } from '@mantine/core';
import { useNow, useTimes } from '@/shared/time';

/** A time as people say it — in 2 hours — with the exact one on hover. */
export function When({ at, zone }: { at: string; zone?: string }) {
  const times = useTimes();
  const now = useNow();
  return (
    <Tooltip label={times.exactly(at, zone)}>
      <time dateTime={at}>{times.relative(at, now)}</time>
    </Tooltip>
  );
}
