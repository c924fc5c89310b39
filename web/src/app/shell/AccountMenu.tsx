import {
  Avatar,
  Menu,
  SegmentedControl,
  Switch,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLanguage, IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/requests/me';
import { useSignOut } from '@/requests/sign-out';
import { languages, nameOf, useI18n } from '@/shared/i18n';
import { useContrast } from '@/shared/theme/appearance';
import { useToasts } from '@/shared/ui';
import classes from './AccountMenu.module.css';
import { specialSections } from './sections';

/** The reader: appearance, language, profile, the way out. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const { t, language, speak } = useI18n();
  const who = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [more, setMore] = useContrast();
  const toasts = useToasts();
  const signOut = useSignOut(toasts.failed);
  // Phones have no rail.
  const special = compact ? specialSections.filter((section) => section.may(who)) : [];

  return (
    <Menu position={compact ? 'bottom-end' : 'right-end'} width={264} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t('account.label', { name: who.name })}>
          <Avatar src={who.avatar_url} alt="" name={who.name} color="accent" size={compact ? 36 : 40} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={600} truncate>
            {who.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {who.email}
          </Text>
        </div>
        <Menu.Divider />
        {special.map((section) => (
          <Menu.Item
            key={section.to}
            component={Link}
            to={section.to}
            leftSection={<section.icon size={16} />}
            closeMenuOnClick
          >
            {t(section.words)}
          </Menu.Item>
        ))}
        {special.length > 0 && <Menu.Divider />}
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('appearance.label')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
            data={[
              { value: 'auto', label: t('appearance.auto') },
              { value: 'light', label: t('appearance.light') },
              { value: 'dark', label: t('appearance.dark') },
            ]}
          />
          <Switch
            mt="sm"
            size="sm"
            label={t('appearance.contrast')}
            checked={more}
            onChange={(event) => setMore(event.currentTarget.checked)}
          />
        </div>
        <Menu.Divider />
        {languages.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            leftSection={<IconLanguage size={16} />}
            aria-current={each === language}
            fw={each === language ? 600 : undefined}
            onClick={() => void speak(each)}
          >
            {nameOf(each)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUser size={16} />} closeMenuOnClick>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t('account.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
