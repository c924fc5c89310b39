import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { give, ProblemError } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';

const SHOWN_MS = 8000;

/** Quiet words at the edge about what was done, with Undo where there is a command to undo. */
export function useToasts() {
  const { t } = useI18n();
  const inWords = useWords();
  const queries = useQueryClient();

  return useMemo(() => {
    function failed(failure: unknown) {
      if (!(failure instanceof ProblemError)) throw failure;
      const { title, detail } = inWords(failure.problem);
      notifications.show({
        message: detail === title ? title : `${title}. ${detail}`,
        color: 'red',
        icon: <IconAlertTriangle size={18} />,
        autoClose: SHOWN_MS,
        role: 'alert',
        closeButtonProps: { 'aria-label': t('act.close') },
      });
    }

    async function undo(id: string, command: string) {
      notifications.hide(id);
      try {
        await give('undo', { command_id: command });
        done(t('toast.undone'));
      } catch (failure) {
        failed(failure);
      }
      void queries.invalidateQueries();
    }

    /** Something was done; by which command, if it can be undone. */
    function done(words: string, command?: string) {
      const id = command ?? words;
      notifications.show({
        id,
        autoClose: SHOWN_MS,
        withBorder: true,
        icon: <IconCheck size={18} />,
        role: 'status',
        closeButtonProps: { 'aria-label': t('act.close') },
        message: (
          <Group justify="space-between" wrap="nowrap" gap="md">
            <Text size="sm">{words}</Text>
            {command && (
              <Button variant="subtle" size="compact-sm" onClick={() => void undo(id, command)}>
                {t('act.undo')}
              </Button>
            )}
          </Group>
        ),
      });
    }

    return { done, failed };
  }, [t, inWords, queries]);
}
