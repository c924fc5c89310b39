import { IconListSearch, IconMap2, IconTimeline } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import classes from './book.module.css';

const VIEWS = [
  { to: '/book/plan', words: 'book.view-plan', icon: IconMap2 },
  { to: '/book/timeline', words: 'book.view-timeline', icon: IconTimeline },
  { to: '/book/find', words: 'book.view-find', icon: IconListSearch },
] as const;

/** The three ways to look; the question goes along. */
export function Views() {
  const { t } = useI18n();
  return (
    <nav className={classes.views} aria-label={t('book.views')}>
      {VIEWS.map(({ to, words, icon: Icon }) => (
        <Link key={to} to={to} search={(before) => before} className={classes.view}>
          <Icon size={18} stroke={1.8} aria-hidden />
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}
