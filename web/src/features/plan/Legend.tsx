import { useI18n } from '@/shared/i18n';
import { place as looks } from '@/shared/ui';
import classes from './plan.module.css';

/** What the colours and patterns mean. */
export function Legend() {
  const { t } = useI18n();
  return (
    <div className={classes.legend} aria-hidden>
      {(['free', 'busy', 'mine', 'pending', 'closed'] as const).map((each) => (
        <span key={each}>
          <i className={`${looks.place} ${classes.swatch}`} data-place={each} />
          {t(`place.${each}-legend`)}
        </span>
      ))}
    </div>
  );
}
