import { Skeleton, Stack } from '@mantine/core';
import { useI18n } from '@/shared/i18n';

/** A list that is being fetched, as high as it will be. */
export function Rows({ count, height = 72 }: { count: number; height?: number }) {
  const { t } = useI18n();
  return (
    <Stack gap="sm" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={index} height={height} radius="lg" />
      ))}
    </Stack>
  );
}
