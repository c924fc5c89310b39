import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Mark } from '@/shared/ui';
import { AccountMenu } from './AccountMenu';
import classes from './Rail.module.css';
import { SectionIcon } from './SectionIcon';
import { type Section, type SpecialSection, sections, specialSections } from './sections';

interface Props {
  name: string;
  logo?: string | null;
  onSearch: () => void;
}

/** The slim rail of wide windows. */
export function Rail({ name, logo, onSearch }: Props) {
  const { t } = useI18n();
  const who = useMe();
  const special = specialSections.filter((section) => section.may(who));
  return (
    <div className={classes.rail}>
      <Link to="/" className={classes.home} aria-label={t('nav.home', { name })}>
        <Mark name={name} logo={logo} />
      </Link>
      <UnstyledButton className={classes.entry} onClick={onSearch} aria-keyshortcuts="Control+K /">
        <IconSearch size={22} stroke={1.7} aria-hidden />
        {t('nav.search')}
      </UnstyledButton>
      <nav className={classes.entries} aria-label={t('nav.label')}>
        {sections.map((section) => (
          <Entry key={section.to} section={section} />
        ))}
        {special.length > 0 && <div className={classes.gap} />}
        {special.map((section) => (
          <Entry key={section.to} section={section} />
        ))}
      </nav>
      <AccountMenu />
    </div>
  );
}

function Entry({ section }: { section: Section | SpecialSection }) {
  const { t } = useI18n();
  return (
    <Link
      to={section.to}
      className={classes.entry}
      activeOptions={{ exact: section.to === '/', includeSearch: false }}
    >
      <SectionIcon section={section} size={22} />
      {t(section.words)}
    </Link>
  );
}
