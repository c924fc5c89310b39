import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';

interface Props {
  problem: Problem;
  zone?: string;
  onRetry?: () => void;
}

/** A problem where it happened, in words; never a box on top of everything. */
export function Failure({ problem, zone, onRetry }: Props) {
  const { t } = useI18n();
  const { title, detail } = useWords()(problem, zone);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={title === detail ? undefined : title}
    >
      <Text size="sm">{detail}</Text>
      {onRetry && (
        <Button variant="default" size="xs" mt="sm" onClick={onRetry}>
          {t('act.try-again')}
        </Button>
      )}
    </Alert>
  );
}
