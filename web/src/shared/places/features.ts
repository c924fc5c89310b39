import { useCallback } from 'react';
import { useI18n } from '@/shared/i18n';

/** What a feature of a room is called: common ones in the reader's language, others as whoever runs the room wrote them. */
export function useFeatureWords(): (features: readonly string[]) => string[] {
  const { t, has } = useI18n();
  return useCallback(
    (features) =>
      features.map((feature) => {
        const key = `feature.${feature}`;
        return has(key) ? t(key) : feature;
      }),
    [t, has],
  );
}
