import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import { Page } from '@/shared/ui';
import classes from './audit.module.css';
import { HistoryOfOne } from './HistoryOfOne';
import { Ledger } from './Ledger';
import { Proof } from './Proof';
import { TimeMachine } from './TimeMachine';

const route = getRouteApi('/signed-in/audit');
const PARTS = ['ledger', 'history', 'then', 'proof'] as const;

/** What happened, what one thing went through, how it was then, and what proves it. */
export function AuditPage() {
  const { t } = useI18n();
  const navigate = route.useNavigate();
  const { part = 'ledger' } = route.useSearch();
  return (
    <Page title={t('audit.title')} about={t('audit.about')}>
      <div className={classes.parts}>
        <SegmentedControl
          aria-label={t('audit.part')}
          value={part}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, part: PARTS.find((each) => each === next) }) })
          }
          data={PARTS.map((each) => ({ value: each, label: t(`audit.part-${each}`) }))}
        />
      </div>
      {part === 'ledger' && <Ledger />}
      {part === 'history' && <HistoryOfOne />}
      {part === 'then' && <TimeMachine />}
      {part === 'proof' && <Proof />}
    </Page>
  );
}
