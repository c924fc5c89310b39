import { type OperatorActName, useOperatorAct } from '@/requests/operator-act';
import { useI18n } from '@/shared/i18n';
import { useToasts } from '@/shared/ui';

/** An act of operators that tells in a toast what came of it. */
export function useTold<N extends OperatorActName>(name: N) {
  const { t } = useI18n();
  const toasts = useToasts();
  return useOperatorAct(name, {
    onDone: ({ retried, discarded }) =>
      toasts.done(
        discarded !== undefined && name.startsWith('discard')
          ? t('ops.discarded', { count: discarded })
          : retried !== undefined
            ? t('ops.retried', { count: retried })
            : t(`ops.done-${name as 'start-rebuild' | 'switch-rebuild' | 'drop-rebuild'}`),
      ),
    onRefused: toasts.failed,
  });
}
