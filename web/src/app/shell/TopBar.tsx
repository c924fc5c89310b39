import { ActionIcon, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';
import { Mark } from '@/shared/ui';
import { AccountMenu } from './AccountMenu';
import classes from './TopBar.module.css';

interface Props {
  name: string;
  logo?: string | null;
  onSearch: () => void;
}

/** The top of phones: whose house this is, search, the reader. */
export function TopBar({ name, logo, onSearch }: Props) {
  const { t } = useI18n();
  return (
    <header className={classes.bar}>
      <Mark name={name} logo={logo} />
      <Text className={classes.name} truncate>
        {name}
      </Text>
      <ActionIcon variant="subtle" color="gray" size={44} onClick={onSearch} aria-label={t('nav.search')}>
        <IconSearch size={22} stroke={1.7} />
      </ActionIcon>
      <AccountMenu compact />
    </header>
  );
}
