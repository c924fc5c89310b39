import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';

interface Props {
  /** Which time is shown. */
  words: string;
  onBack: () => void;
  onToday: () => void;
  onNext: () => void;
}

/** A step back, a step on, back to today. */
export function Stepper({ words, onBack, onToday, onNext }: Props) {
  const { t } = useI18n();
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Text fw={600} aria-live="polite">
        {words}
      </Text>
      <Group gap="xs">
        <ActionIcon variant="default" size={36} onClick={onBack} aria-label={t('act.earlier')}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" size="sm" onClick={onToday}>
          {t('act.today')}
        </Button>
        <ActionIcon variant="default" size={36} onClick={onNext} aria-label={t('act.later')}>
          <IconChevronRight size={18} />
        </ActionIcon>
      </Group>
    </Group>
  );
}
