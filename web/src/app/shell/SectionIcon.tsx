import { useQuery } from '@tanstack/react-query';
import { unread } from '@/requests/unread';
import { useI18n } from '@/shared/i18n';
import classes from './SectionIcon.module.css';
import type { Section, SpecialSection } from './sections';

const MOST_SHOWN = 99;

/** A section's sign; the inbox's with how much of it is unread. */
export function SectionIcon({ section, size }: { section: Section | SpecialSection; size: number }) {
  return (
    <span className={classes.icon}>
      <section.icon size={size} stroke={1.7} />
      {section.to === '/inbox' && <Unread />}
    </span>
  );
}

function Unread() {
  const { t } = useI18n();
  const { data: count = 0 } = useQuery(unread);
  if (count === 0) return null;
  return (
    <span className={classes.count} role="img" aria-label={t('inbox.unread', { count })}>
      {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
    </span>
  );
}
